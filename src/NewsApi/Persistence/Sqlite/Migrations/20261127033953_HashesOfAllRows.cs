using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HashesOfAllRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "PreviewLinks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "IdempotentAnswers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "FormerSlugs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "AuditEntries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Creator",
                table: "Articles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Articles",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "AppliedSeeds",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // The hash of the key makes room for the hash of the row, which saving gives it.
            migrationBuilder.RenameColumn(
                name: "Hash",
                table: "ApiKeys",
                newName: "KeyHash");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "ApiKeys",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Hash",
                table: "PreviewLinks");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "IdempotentAnswers");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "FormerSlugs");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "Creator",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "AppliedSeeds");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "ApiKeys");

            migrationBuilder.RenameColumn(
                name: "KeyHash",
                table: "ApiKeys",
                newName: "Hash");
        }
    }
}
