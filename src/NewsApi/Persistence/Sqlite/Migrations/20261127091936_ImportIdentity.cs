using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ImportIdentity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Fingerprint",
                table: "ArticleOrigins",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Identity",
                table: "ArticleOrigins",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ArticleOrigins_Fingerprint",
                table: "ArticleOrigins",
                column: "Fingerprint");

            migrationBuilder.CreateIndex(
                name: "IX_ArticleOrigins_Identity",
                table: "ArticleOrigins",
                column: "Identity");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ArticleOrigins_Fingerprint",
                table: "ArticleOrigins");

            migrationBuilder.DropIndex(
                name: "IX_ArticleOrigins_Identity",
                table: "ArticleOrigins");

            migrationBuilder.DropColumn(
                name: "Fingerprint",
                table: "ArticleOrigins");

            migrationBuilder.DropColumn(
                name: "Identity",
                table: "ArticleOrigins");
        }
    }
}
