using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SearchEntryFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kinds",
                table: "SearchEntries",
                type: "text",
                nullable: false,
                collation: "C",
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PublishedAt",
                table: "SearchEntries",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: DateTimeOffset.UnixEpoch);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "SearchEntries",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "SearchEntries",
                type: "text",
                nullable: false,
                collation: "C",
                defaultValue: "");

            // What is in the index stays there; only what is kept beside the terms is added.
            migrationBuilder.Sql(
                """
                UPDATE "SearchEntries" SET
                    "PublishedAt" = a."PublishedAt",
                    "Source" = a."SourceName",
                    "Kinds" = coalesce((SELECT string_agg(DISTINCT s."KindSlug", ' ') FROM "Sections" AS s WHERE s."ArticleId" = a."Id"), ''),
                    "Tags" = coalesce((SELECT string_agg(t."TagId"::text, ' ') FROM "ArticleTags" AS t WHERE t."ArticleId" = a."Id"), '')
                FROM "Articles" AS a WHERE a."Id" = "SearchEntries"."ArticleId";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kinds",
                table: "SearchEntries");

            migrationBuilder.DropColumn(
                name: "PublishedAt",
                table: "SearchEntries");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "SearchEntries");

            migrationBuilder.DropColumn(
                name: "Tags",
                table: "SearchEntries");
        }
    }
}
