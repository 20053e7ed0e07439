using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>Whether an intact reading in brackets belongs to the bytes before it.</summary>
internal static class GlossedCharacter
{
    /// <param name="beforeLast">The repaired character before the last.</param>
    /// <param name="last">The last repaired character.</param>
    /// <param name="shown">The character before the bracket as the page shows it.</param>
    /// <param name="reading">The reading in brackets.</param>
    /// <param name="glosses">What is known about readings in the text.</param>
    public static bool IsGlossed(char beforeLast, char last, char shown, Reading reading, GlossEvidence glosses)
    {
        if (last is >= '@' and <= '~')
        {
            // 站w(xù)ww: the second byte of 站 and the w are 緖.
            var straddling = Gbk.CharacterOf(Gbk.CodeOf(beforeLast) & 0xFF, last);
            return glosses.IsDamaged && straddling != 0 && reading.Fits(straddling);
        }

        return Gbk.CodeOf(last) != 0 && reading.Fits(last) && glosses.Accepts(last, shown);
    }
}
