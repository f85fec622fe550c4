ALTER TABLE "municipalities" ADD COLUMN "whole" json;--> statement-breakpoint
ALTER TABLE "municipalities" ADD COLUMN "updates" integer;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "predecessors" json;