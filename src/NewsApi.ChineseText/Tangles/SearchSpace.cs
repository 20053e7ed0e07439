namespace NewsApi.ChineseText.Tangles;

/// <summary>The lists a search works with, kept from one search to the next.</summary>
/// <param name="textLength">The length of the text, which bounds the work: a text made of nothing but question marks must not take for ever.</param>
internal sealed class SearchSpace(int textLength)
{
    private const long LeastWork = 200_000;
    private const long WorkPerCharacter = 80; // hypotheses; damaged news takes about ten, the hardest about fifty

    private const int Reach = 32; // no move is longer

    private readonly List<Path>[] ahead = [.. Enumerable.Range(0, Reach).Select(_ => new List<Path>())];
    private readonly float[] best = new float[Reach];
    private long work = LeastWork + (WorkPerCharacter * textLength);

    /// <summary>The hypotheses kept for the position that is being worked on.</summary>
    public List<Path> Kept { get; } = [];

    /// <summary>How many hypotheses wait in all positions.</summary>
    public int Waiting { get; private set; }

    public void Clear()
    {
        foreach (var bucket in ahead) bucket.Clear();
        Array.Fill(best, float.MaxValue);
        Waiting = 0;
    }

    /// <summary>Whether more was tried than any damaged page needs.</summary>
    public bool IsExhausted => work <= 0;

    /// <summary>Counts a hypothesis that is tried.</summary>
    public void Spend() => work--;

    /// <summary>Whether a hypothesis of this expected cost is still worth keeping.</summary>
    public bool HasRoom(int end, float expected, float hopeless) => expected <= best[end % Reach] + hopeless;

    public void Add(Path path)
    {
        ahead[path.End % Reach].Add(path);
        best[path.End % Reach] = Math.Min(best[path.End % Reach], path.Expected);
        Waiting++;
    }

    /// <summary>Hands over the hypotheses that have come to a position; <see cref="Release"/> takes the list back.</summary>
    public List<Path> Take(int at)
    {
        Waiting -= ahead[at % Reach].Count;
        return ahead[at % Reach];
    }

    public float BestAt(int at) => best[at % Reach];

    public void Release(int at)
    {
        ahead[at % Reach].Clear();
        best[at % Reach] = float.MaxValue;
    }
}
