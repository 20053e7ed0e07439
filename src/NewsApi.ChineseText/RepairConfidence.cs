namespace NewsApi.ChineseText;

/// <summary>How sure a repair is of what it put in.</summary>
public enum RepairConfidence
{
    /// <summary>The remaining bytes allow nothing else.</summary>
    Certain,

    /// <summary>The bytes allow several readings, and the words around decided.</summary>
    Likely,

    /// <summary>What stood here is gone; U+FFFD marks the place, nothing was guessed.</summary>
    Lost,
}
