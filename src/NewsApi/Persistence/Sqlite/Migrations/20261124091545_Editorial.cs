using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NewsApi.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Editorial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Sections_KindSlug_PublishedAt_ArticleId_Number",
                table: "Sections");

            migrationBuilder.DropIndex(
                name: "IX_Sections_PublishedAt_ArticleId_Number",
                table: "Sections");

            migrationBuilder.DropIndex(
                name: "IX_Sections_Speaker_PublishedAt_ArticleId_Number",
                table: "Sections");

            migrationBuilder.DropIndex(
                name: "IX_RelatedNewsLists_NewestAt_Id",
                table: "RelatedNewsLists");

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Tags",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Tags",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "IsPublic",
                table: "Sections",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "SectionKinds",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "SectionKinds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "IsPublic",
                table: "RelatedNewsLists",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "FirstShownAt",
                table: "Articles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDated",
                table: "Articles",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "PlannedBy",
                table: "Articles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PublishAt",
                table: "Articles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "Articles",
                type: "TEXT",
                nullable: false,
                defaultValue: "Published");

            migrationBuilder.AddColumn<long>(
                name: "UnpublishAt",
                table: "Articles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "ArticleOrigins",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // So far everything was public from the start.
            migrationBuilder.Sql("UPDATE Articles SET FirstShownAt = UpdatedAt");

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Prefix = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ArticleRevisions",
                columns: table => new
                {
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleRevisions", x => new { x.ArticleId, x.Number });
                    table.ForeignKey(
                        name: "FK_ArticleRevisions_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FormerSlugs",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerSlugs", x => x.Slug);
                    table.ForeignKey(
                        name: "FK_FormerSlugs_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IdempotentAnswers",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    RequestHash = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Headers = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotentAnswers", x => new { x.Caller, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "PreviewLinks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ArticleId = table.Column<long>(type: "INTEGER", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PreviewLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PreviewLinks_Articles_ArticleId",
                        column: x => x.ArticleId,
                        principalTable: "Articles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TagAliases",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    TagId = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TagAliases", x => x.Slug);
                    table.ForeignKey(
                        name: "FK_TagAliases_Tags_TagId",
                        column: x => x.TagId,
                        principalTable: "Tags",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Sections_IsPublic_PublishedAt_ArticleId_Number",
                table: "Sections",
                columns: new[] { "IsPublic", "PublishedAt", "ArticleId", "Number" },
                descending: new[] { false, true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Sections_KindSlug_IsPublic_PublishedAt_ArticleId_Number",
                table: "Sections",
                columns: new[] { "KindSlug", "IsPublic", "PublishedAt", "ArticleId", "Number" },
                descending: new[] { false, false, true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Sections_Speaker_IsPublic_PublishedAt_ArticleId_Number",
                table: "Sections",
                columns: new[] { "Speaker", "IsPublic", "PublishedAt", "ArticleId", "Number" },
                descending: new[] { false, false, true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_RelatedNewsLists_IsPublic_NewestAt_Id",
                table: "RelatedNewsLists",
                columns: new[] { "IsPublic", "NewestAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_PublishAt",
                table: "Articles",
                column: "PublishAt");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_Status_PublishedAt_Id",
                table: "Articles",
                columns: new[] { "Status", "PublishedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_Status_UpdatedAt_Id",
                table: "Articles",
                columns: new[] { "Status", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_UnpublishAt",
                table: "Articles",
                column: "UnpublishAt");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Prefix",
                table: "ApiKeys",
                column: "Prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Action_At_Id",
                table: "AuditEntries",
                columns: new[] { "Action", "At", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At_Id",
                table: "AuditEntries",
                columns: new[] { "At", "Id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_By_At_Id",
                table: "AuditEntries",
                columns: new[] { "By", "At", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_FormerSlugs_ArticleId",
                table: "FormerSlugs",
                column: "ArticleId");

            migrationBuilder.CreateIndex(
                name: "IX_IdempotentAnswers_At",
                table: "IdempotentAnswers",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_ArticleId_Id",
                table: "PreviewLinks",
                columns: new[] { "ArticleId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_TokenHash",
                table: "PreviewLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TagAliases_TagId",
                table: "TagAliases",
                column: "TagId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "ArticleRevisions");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "FormerSlugs");

            migrationBuilder.DropTable(
                name: "IdempotentAnswers");

            migrationBuilder.DropTable(
                name: "PreviewLinks");

            migrationBuilder.DropTable(
                name: "TagAliases");

            migrationBuilder.DropIndex(
                name: "IX_Sections_IsPublic_PublishedAt_ArticleId_Number",
                table: "Sections");

            migrationBuilder.DropIndex(
                name: "IX_Sections_KindSlug_IsPublic_PublishedAt_ArticleId_Number",
                table: "Sections");

            migrationBuilder.DropIndex(
                name: "IX_Sections_Speaker_IsPublic_PublishedAt_ArticleId_Number",
                table: "Sections");

            migrationBuilder.DropIndex(
                name: "IX_RelatedNewsLists_IsPublic_NewestAt_Id",
                table: "RelatedNewsLists");

            migrationBuilder.DropIndex(
                name: "IX_Articles_PublishAt",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_Status_PublishedAt_Id",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_Status_UpdatedAt_Id",
                table: "Articles");

            migrationBuilder.DropIndex(
                name: "IX_Articles_UnpublishAt",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Tags");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Tags");

            migrationBuilder.DropColumn(
                name: "IsPublic",
                table: "Sections");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "SectionKinds");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "SectionKinds");

            migrationBuilder.DropColumn(
                name: "IsPublic",
                table: "RelatedNewsLists");

            migrationBuilder.DropColumn(
                name: "FirstShownAt",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "IsDated",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "PlannedBy",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "PublishAt",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "UnpublishAt",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "ArticleOrigins");

            migrationBuilder.CreateIndex(
                name: "IX_Sections_KindSlug_PublishedAt_ArticleId_Number",
                table: "Sections",
                columns: new[] { "KindSlug", "PublishedAt", "ArticleId", "Number" },
                descending: new[] { false, true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Sections_PublishedAt_ArticleId_Number",
                table: "Sections",
                columns: new[] { "PublishedAt", "ArticleId", "Number" },
                descending: new[] { true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_Sections_Speaker_PublishedAt_ArticleId_Number",
                table: "Sections",
                columns: new[] { "Speaker", "PublishedAt", "ArticleId", "Number" },
                descending: new[] { false, true, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_RelatedNewsLists_NewestAt_Id",
                table: "RelatedNewsLists",
                columns: new[] { "NewestAt", "Id" });
        }
    }
}
