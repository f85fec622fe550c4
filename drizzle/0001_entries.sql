CREATE TABLE "entries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"revision" integer NOT NULL,
	"at" text NOT NULL,
	"who" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"value" json,
	"previous" json,
	"remark" text
);
--> statement-breakpoint
CREATE INDEX "entries_revision" ON "entries" USING btree ("revision");