using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.Sqlite.Migrations
{
    /// <summary>
    /// Tells SQLite's planner what a large store looks like (https://sqlite.org/lang_analyze.html, "fixed results of ANALYZE"). Without it
    /// takes `Status = 'Published'` for a condition few rows meet, and reads every published article where some ids were asked for.
    /// SQLite drops the rows of a table with the table: a migration that rebuilds one must insert them again.
    /// </summary>
    public partial class PlannerStatistics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // For each index: rows, then how many of them are equal in its first column, in its first two, and so on.
            migrationBuilder.Sql(
                """
                ANALYZE "AppliedSeeds";
                DELETE FROM sqlite_stat1;
                INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
                    ('Articles', 'IX_Articles_Status_PublishedAt_Id', '1000000 500000 2 1'),
                    ('Articles', 'IX_Articles_Status_UpdatedAt_Id', '1000000 500000 2 1'),
                    ('Articles', 'IX_Articles_PublishedAt_Id', '1000000 2 1'),
                    ('Articles', 'IX_Articles_UpdatedAt_Id', '1000000 2 1'),
                    ('Articles', 'IX_Articles_SourceName_PublishedAt_Id', '1000000 10000 2 1'),
                    ('Articles', 'IX_Articles_Slug', '1000000 1'),
                    ('Sections', 'IX_Sections_IsPublic_PublishedAt_ArticleId_Number', '4000000 2000000 8 4 1'),
                    ('Sections', 'IX_Sections_KindSlug_IsPublic_PublishedAt_ArticleId_Number', '4000000 400000 200000 8 4 1'),
                    ('Sections', 'IX_Sections_Speaker_IsPublic_PublishedAt_ArticleId_Number', '4000000 2000 2000 8 4 1'),
                    ('Sections', 'IX_Sections_ArticleId_Number', '4000000 4 1'),
                    ('Sections', 'IX_Sections_ArticleId_Anchor', '4000000 4 1'),
                    ('Sections', 'IX_Sections_ArticleId_KindSlug', '4000000 4 2'),
                    ('RelatedNewsLists', 'IX_RelatedNewsLists_IsPublic_NewestAt_Id', '1000000 500000 2 1'),
                    ('RelatedNewsLists', 'IX_RelatedNewsLists_ArticleId_Number', '1000000 1 1'),
                    ('ArticleTags', 'sqlite_autoindex_ArticleTags_1', '3000000 3000 1'),
                    ('ArticleTags', 'IX_ArticleTags_ArticleId', '3000000 3');
                ANALYZE sqlite_schema;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DELETE FROM sqlite_stat1; ANALYZE sqlite_schema;");
    }
}
