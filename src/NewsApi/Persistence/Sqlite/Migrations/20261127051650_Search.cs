using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.ArticleId);
                    table.ForeignKey(
                        name: "FK_SearchEntries_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_Format",
                table: "SearchEntries",
                column: "Format");

            // Without contents, positions and columns: the smallest there is. The tokenizer parts at white space only.
            migrationBuilder.Sql("CREATE VIRTUAL TABLE \"SearchIndex\" USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize='ascii')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE \"SearchIndex\"");

            migrationBuilder.DropTable(
                name: "SearchEntries");
        }
    }
}
