using System.Text;

namespace NewsApi.Http;

/// <summary>What stands for a resource in a path: its id, in digits, or its slug.</summary>
internal static class SlugOrId
{
    /// <summary>
    /// The id, when the text is one: digits 0–9 without sign or leading zeros, in the range of ids. A slug is never only
    /// digits, so <c>01</c> and what overflows name nothing.
    /// </summary>
    public static long? IdOrNull(string key) => StrictBinding.WholeNumberOrNull(key);

    /// <summary>A slug as it is stored (NFC); some systems send the decomposed form of what was typed.</summary>
    public static string Normalise(string slug)
    {
        try
        {
            return slug.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair: no slug has one.
            return slug;
        }
    }
}
