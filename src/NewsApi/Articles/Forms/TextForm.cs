using System.Text;

namespace NewsApi.Articles.Forms;

/// <summary>An article as a page of text without markup: a paragraph to a line, an empty line between parts.</summary>
internal static class TextForm
{
    /// <summary>Writes an article.</summary>
    public static byte[] Write(ArticleResponse article)
    {
        var text = new StringBuilder().Append(article.Headline).Append('\n');
        if (article.Authors.Count > 0)
        {
            text.Append(string.Join("、", article.Authors)).Append('\n');
        }

        if (article.PublishedAt is { } publishedAt)
        {
            text.Append(PrintedDate.Of(publishedAt, article.PublishedPrecision)).Append('\n');
        }

        foreach (var section in article.Sections)
        {
            text.Append('\n');
            if (section.Heading is { } heading)
            {
                text.Append(heading).Append('\n');
            }

            foreach (var block in section.Blocks.Select(PlainBlocks.TextOf).Where(block => block.Length > 0))
            {
                text.Append(block).Append('\n');
            }
        }

        foreach (var list in article.RelatedNews)
        {
            text.Append('\n').Append(list.Title ?? "").Append(list.Title is null ? "" : "\n");
            foreach (var entry in list.Entries)
            {
                text.Append(entry.PrintedTime).Append(entry.Title is null ? "" : " ").Append(entry.Title ?? "").Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
