using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.Sqlite.Migrations
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
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "PublishedAt",
                table: "SearchEntries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "SearchEntries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tags",
                table: "SearchEntries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // What is in the index stays there; only what is kept beside the terms is added.
            migrationBuilder.Sql(
                """
                UPDATE "SearchEntries" SET
                    "PublishedAt" = a."PublishedAt",
                    "Source" = a."SourceName",
                    "Kinds" = coalesce((SELECT group_concat(s."KindSlug", ' ') FROM (SELECT DISTINCT "KindSlug" FROM "Sections" WHERE "ArticleId" = a."Id") AS s), ''),
                    "Tags" = coalesce((SELECT group_concat(t."TagId", ' ') FROM "ArticleTags" AS t WHERE t."ArticleId" = a."Id"), '')
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
