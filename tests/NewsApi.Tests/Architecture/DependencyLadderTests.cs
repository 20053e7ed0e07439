using System.Text.RegularExpressions;

namespace NewsApi.Tests.Architecture;

/// <summary>What each folder of src/NewsApi may use of ours. Change this table in the same commit as the code, or not at all.</summary>
public sealed partial class DependencyLadderTests
{
    private static readonly Dictionary<string, string> MayUse = new()
    {
        ["Model"] = "",
        ["Site"] = "",
        ["Scripts"] = "ChineseText",
        ["Paging"] = "Scripts",
        ["Persistence"] = "Model",
        ["Persistence.Sqlite"] = "Model Persistence",
        ["Persistence.PostgreSql"] = "Model Persistence",
        ["Http"] = "Paging Scripts Site",
        ["Access"] = "Model Persistence Paging Http Site",
        ["FullText"] = "Model Persistence Paging ChineseText",
        ["Caching"] = "Persistence Http",
        ["Tags"] = "Access Model Persistence Scripts Paging Http",
        ["Sections"] = "FullText ChineseText Access Model Persistence Scripts Paging Http Site",
        ["RelatedNews"] = "Access Model Persistence Scripts Paging Http Site",
        ["Articles"] = "Caching FullText ChineseText Access Model Persistence Scripts Paging Http Site Sections RelatedNews Tags",
        ["OpenApi"] = "Subscriptions Ingestion Search Access Editorial RelatedNews Model Paging Http Access Articles Sections Tags",
        ["Search"] = "FullText ChineseText Access Model Persistence Scripts Paging Http Site Articles Sections",
        ["Feeds"] = "Access Model Persistence Scripts Paging Http Site Articles Sections",
        ["Pages"] = "Search FullText Access Model Persistence Scripts Paging Http Site Articles Sections RelatedNews Feeds",
        ["Sitemaps"] = "Persistence Http Site Articles",
        ["Editorial"] = "FullText Access Model Persistence Paging Scripts Http Site Articles Sections RelatedNews Tags ChineseText",
        ["Importing"] = "Model Site Http Editorial ChineseText",
        ["Ingestion"] = "Model Persistence Paging Scripts Site Http Access Articles Editorial Importing",
        ["Fetching"] = "Site",
        ["Subscriptions"] = "Fetching Ingestion Importing Editorial Access Model Persistence Paging Http",
        ["Seeding"] = "Model Persistence Editorial Importing",
        ["Transfer"] = "Model Persistence",
        ["Hosting"] = "*",
    };

    /// <summary>Packages, and the folders that may use them.</summary>
    private static readonly Dictionary<string, string> PackagesStayIn = new()
    {
        ["SQLitePCL"] = "Persistence.Sqlite",
        ["Microsoft.Data.Sqlite"] = "Persistence.Sqlite Hosting",
        ["Npgsql"] = "Persistence.PostgreSql",
        ["Serilog"] = "Hosting",
        ["System.CommandLine"] = "Hosting",
        ["Spectre"] = "Hosting",
        ["Microsoft.IdentityModel"] = "Access",
        ["Microsoft.AspNetCore.Authentication.JwtBearer"] = "Access",
        ["Swashbuckle"] = "OpenApi",
        ["UtfUnknown"] = "Importing",
        ["AngleSharp"] = "Importing",
        ["Icu"] = "",
    };

    private static readonly string Source = Path.GetFullPath("../../../../../src/NewsApi", AppContext.BaseDirectory);

    public static TheoryData<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Source, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal) && file != "Program.cs" && !file.Contains("/Migrations/", StringComparison.Ordinal)),
    ];

    [Theory, MemberData(nameof(Files))]
    public void Every_reference_is_on_the_ladder(string file)
    {
        var (folder, text) = Read(file);
        var allowed = MayUse[folder];
        var used = Reference().Matches(text).Select(match => Folder(match.Groups["name"].Value)).Distinct().Where(name => name != folder);

        Assert.All(used, name => Assert.True(allowed == "*" || allowed.Split(' ').Contains(name), $"{file} uses {name}, which {folder} may not."));
    }

    [Theory, MemberData(nameof(Files))]
    public void Packages_stay_in_their_folders(string file)
    {
        var (folder, text) = Read(file);
        Assert.All(PackagesStayIn, package => Assert.True(
            !text.Contains($"using {package.Key}", StringComparison.Ordinal) || package.Value.Split(' ').Contains(folder), $"{file} uses {package.Key}."));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_namespace_is_its_folder(string file) =>
        Assert.Contains($"namespace NewsApi.{Path.GetDirectoryName(file)!.Replace('/', '.').Replace('\\', '.')}", Read(Code(file)).Text, StringComparison.Ordinal);

    [Fact]
    public void The_ladder_has_no_cycle()
    {
        foreach (var folder in MayUse.Keys)
        {
            Assert.DoesNotContain(folder, Below(folder));
        }

        static IEnumerable<string> Below(string folder) =>
            MayUse[folder] is "" or "*" ? [] : MayUse[folder].Split(' ').Where(MayUse.ContainsKey).SelectMany(name => Below(name).Prepend(name));
    }

    private static (string Folder, string Text) Read(string file) =>
        (Folder(Path.GetDirectoryName(file)!.Replace('/', '.').Replace('\\', '.')), File.ReadAllText(Path.Combine(Source, file)));

    /// <summary>A view is in the namespace that the imports of its folder name.</summary>
    private static string Code(string file) => file.EndsWith(".razor", StringComparison.Ordinal) ? Path.Combine(Path.GetDirectoryName(file)!, "_Imports.razor") : file;

    /// <summary>The rung that a namespace stands on: its own, or that of the folder around it.</summary>
    private static string Folder(string name) => MayUse.ContainsKey(name) ? name : name.Split('.')[0];

    [GeneratedRegex(@"\bNewsApi\.(?<name>[A-Z]\w*(\.(Sqlite|PostgreSql))?)", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
