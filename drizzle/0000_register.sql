CREATE TABLE "events" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"revision" integer,
	"at" text NOT NULL,
	"kind" text NOT NULL,
	"contest" text,
	"municipality" text,
	"data" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_status" (
	"id" integer PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"checked_at" text,
	"changed_at" text,
	"published_at" text,
	"problem" text,
	"attempts" integer NOT NULL,
	"night_position" text,
	CONSTRAINT "feed_status_one_row" CHECK ("feed_status"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "file_bytes" (
	"sha256" text NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_bytes_sha256_part_pk" PRIMARY KEY("sha256","part")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"via" text NOT NULL,
	"by" text,
	"fetched_at" text NOT NULL,
	"size" integer NOT NULL,
	"etag" text,
	"last_modified" text,
	"outcome" text DEFAULT 'pending' NOT NULL,
	"reason" json,
	"checksum" text,
	"published_at" text,
	"revision" integer
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "members_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"file_id" integer NOT NULL,
	"name" text NOT NULL,
	"crc32" bigint NOT NULL,
	"size" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" json,
	"published_at" text
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"id" integer PRIMARY KEY NOT NULL,
	"night" text NOT NULL,
	"mode" text NOT NULL,
	CONSTRAINT "meta_one_row" CHECK ("meta"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "municipalities" (
	"type" text NOT NULL,
	"count" text NOT NULL,
	"municipality" text NOT NULL,
	"revision" integer NOT NULL,
	"name" text NOT NULL,
	"election_date" text NOT NULL,
	"previous_date" text NOT NULL,
	"published_at" text NOT NULL,
	"parties" json NOT NULL,
	"seats" json NOT NULL,
	"stated" json NOT NULL,
	CONSTRAINT "municipalities_type_count_municipality_revision_pk" PRIMARY KEY("type","count","municipality","revision")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"type" text NOT NULL,
	"count" text NOT NULL,
	"municipality" text NOT NULL,
	"district" text NOT NULL,
	"revision" integer NOT NULL,
	"removed" boolean NOT NULL,
	"constituency" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"boundary" text NOT NULL,
	"eligible" integer,
	"reported_at" text,
	"votes" json,
	"previous" json,
	CONSTRAINT "reports_type_count_municipality_district_revision_pk" PRIMARY KEY("type","count","municipality","district","revision"),
	CONSTRAINT "reports_counted" CHECK (("reports"."reported_at" is null) = ("reports"."votes" is null))
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"revision" integer PRIMARY KEY NOT NULL,
	"at" text NOT NULL,
	"published_at" text,
	"published_ms" bigint,
	"cause" text NOT NULL,
	"file_id" integer,
	"feed" json NOT NULL
);
--> statement-breakpoint
CREATE INDEX "events_kind" ON "events" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "files_source" ON "files" USING btree ("source","id");--> statement-breakpoint
CREATE INDEX "files_pending" ON "files" USING btree ("id") WHERE "files"."outcome" = 'pending';--> statement-breakpoint
CREATE INDEX "members_file" ON "members" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "members_name" ON "members" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "revisions_published" ON "revisions" USING btree ("published_ms");