namespace NewsApi.ChineseText.Tangles;

/// <summary>The lists a search works with, kept from one search to the next.</summary>
internal sealed class SearchSpace
{
    private const int Reach = 32; // no move is longer

    private readonly List<Path>[] ahead = new List<Path>[Reach];
    private readonly float[] best = new float[Reach];

    public SearchSpace()
    {
        for (var at = 0; at < Reach; at++) ahead[at] = [];
    }

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
