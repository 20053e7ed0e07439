using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.PostgreSql.Migrations
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
                    ArticleId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Format = table.Column<int>(type: "integer", nullable: false)
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

            // Lexemes without positions. Writes go into the index itself, not into a list that some later search would have to work off.
            migrationBuilder.Sql("ALTER TABLE \"SearchEntries\" ADD COLUMN \"Terms\" tsvector");
            migrationBuilder.Sql("CREATE INDEX \"IX_SearchEntries_Terms\" ON \"SearchEntries\" USING gin (\"Terms\") WITH (fastupdate = off)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SearchEntries");
        }
    }
}
