using NewsApi.ChineseText.Tables;

namespace NewsApi.ChineseText.Tangles;

/// <summary>
/// Searches for the bytes a stretch of a line had before readings were put between them and lead bytes were lost. All hypotheses go
/// through the line side by side, the unlikely ones are dropped, and the one with the most ordinary words wins.
/// </summary>
internal readonly ref struct TangleSearch
{
    private const int Longest = 20_000; // characters a search looks at, which bounds the memory it takes
    private const int Widest = 48; // hypotheses kept side by side
    private const float Hopeless = 11; // e^11 times less likely than the best
    private const float EquallyGood = 0.5f;
    private const float FarBetter = 12;
    private const float Misread = 12;
    private const int Daring = 8; // how many of them may try what has the most outcomes
    private const int Patient = 20; // how many may go on where neither byte of a character is known
    private const int Context = 5; // characters after a change that still say something about it

    private readonly ReadOnlySpan<char> line;
    private readonly int from;
    private readonly PageEvidence page;
    private readonly SearchSpace space;

    private TangleSearch(ReadOnlySpan<char> line, int from, PageEvidence page, SearchSpace space)
    {
        this.line = line;
        this.from = from;
        this.page = page;
        this.space = space;
    }

    /// <summary>Untangles a line from a place on.</summary>
    /// <param name="line">The damaged line.</param>
    /// <param name="from">Where a tangle may begin: at a question mark.</param>
    /// <param name="before">The repaired text before that place.</param>
    /// <param name="page">What is known from the rest of the text.</param>
    /// <param name="space">Lists to work with.</param>
    /// <returns>The winning path, or null when the text is best left as it stands.</returns>
    public static Path? Find(ReadOnlySpan<char> line, int from, ReadOnlySpan<char> before, PageEvidence page, SearchSpace space) =>
        new TangleSearch(line[..Math.Min(line.Length, from + Longest)], from, page, space).Run(before);

    /// <summary>Whether a search from this question mark can find anything.</summary>
    public static bool MayBegin(ReadOnlySpan<char> line, int at, bool isDamaged) =>
        at + 1 < line.Length && line[at] == '?' && (IsLostLead(line, at, isDamaged) || (at > 0 && Readings.TryGloss(line, at + 1, out _, out _)));

    private Path? Run(ReadOnlySpan<char> before)
    {
        var start = new Path { Start = from, End = from, Pending = Path.None, IsLiteral = true, LastChange = from, Last = before.IsEmpty ? '\0' : before[^1], BeforeLast = before.Length < 2 ? '\0' : before[^2] };
        start.Words.Append(Boundaries.StartOfSentence);
        foreach (var character in before) start.Words.Append(character);
        space.Clear();
        space.Add(start);

        for (var at = from; ; at++)
        {
            var bucket = space.Take(at);
            if (bucket.Count == 0) continue;
            var paths = Prune(bucket, space.BestAt(at));
            space.Release(at);
            if (space.IsExhausted) return null;
            if (at == line.Length || (space.Waiting == 0 && at > from && IsSettled(paths, at))) return Decide(paths);
            for (var rank = 0; rank < paths.Count; rank++) Expand(paths[rank], at, rank);
        }
    }

    private static bool IsSettled(List<Path> paths, int at)
    {
        foreach (var path in paths)
        {
            if (path.Pending != Path.None) return false;
        }

        if (paths.Count == 1 || (paths.Count == 2 && Math.Abs(paths[0].Cost - paths[1].Cost) > FarBetter + Hopeless)) return true;
        foreach (var path in paths)
        {
            if (at - path.LastChange < Context) return false;
        }

        return true;
    }

    private List<Path> Prune(List<Path> bucket, float best)
    {
        var kept = space.Kept;
        kept.Clear();
        if (bucket.Count > 1)
        {
            // The text as it stands is kept to the end: it is what remains when every hypothesis fails.
            bucket.RemoveAll(path => path.Expected > best + Hopeless && !path.IsLiteral);
            bucket.Sort((one, other) => one.Expected.CompareTo(other.Expected));
        }

        foreach (var path in bucket)
        {
            if (kept.Count >= Widest && !path.IsLiteral) continue;
            if (SameState(kept, path) is not { } winner) kept.Add(path);
            else if (path.Cost - winner.Cost < EquallyGood) winner.Rival ??= path;
        }

        return kept;
    }

    private static Path? SameState(List<Path> kept, Path path)
    {
        foreach (var other in kept)
        {
            if (other.Words.Ending == path.Words.Ending && other.Pending == path.Pending && other.IsLiteral == path.IsLiteral) return other;
        }

        return null;
    }

    private Path? Decide(List<Path> paths)
    {
        Path? best = null;
        Path? literal = null;
        foreach (var path in paths)
        {
            if (path.Pending != Path.None) continue;
            if (path.IsLiteral) literal = path;
            if (best is null || path.Cost < best.Cost) best = path;
        }

        if (best is null || best.IsLiteral) return null;
        foreach (var path in paths)
        {
            if (path != best && !path.IsLiteral && path.Pending == Path.None && path.Cost - best.Cost < EquallyGood) best.Rival ??= path;
        }

        // Without readings elsewhere on the page a tangle must speak for itself.
        if (!page.Glosses.IsDamaged && ((literal is not null && literal.Cost - best.Cost < FarBetter) || LosesAnything(best))) return null;
        return best;
    }

    private static bool LosesAnything(Path path)
    {
        for (var move = path; move is not null; move = move.Parent)
        {
            if (move.Move == Move.SwallowedAscii || move.Rival is not null) return true;
        }

        return false;
    }

    private void Push(Path parent, Move move, int end, int pending, char character, float penalty, bool isOnlyChoice = true, char second = '\0')
    {
        space.Spend();
        var words = parent.Words;
        var cost = parent.Penalty + penalty;
        if (character != 0)
        {
            words.Append(character);
            if (move != Move.Copy) cost += page.Script.Penalty(character) + (pending == Path.None ? MisreadPenalty(character, end) : 0);
        }

        if (second != 0) words.Append(second);
        var isLiteral = parent.IsLiteral && move == Move.Copy;
        var expected = Path.ExpectedCost(words.Expected + cost, pending);
        if (!isLiteral && !space.HasRoom(end, expected, Hopeless)) return;
        space.Add(new Path
        {
            Parent = parent,
            Move = move,
            Start = parent.End,
            End = end,
            Pending = pending,
            Character = character,
            Second = second,
            Last = second != 0 ? second : character != 0 ? character : parent.Last,
            BeforeLast = second != 0 ? character : character != 0 ? parent.Last : parent.BeforeLast,
            IsOnlyChoice = isOnlyChoice,
            IsLiteral = isLiteral,
            LastChange = move == Move.Copy ? parent.LastChange : end,
            Words = words,
            Penalty = cost,
            Expected = expected,
        });
    }

    // 线€(xiàn): a character put back before a reading is read so, or it is another one.
    private float MisreadPenalty(char character, int end) =>
        end < line.Length && line[end] == '(' && Readings.TryGloss(line, end + 1, out var reading, out _) && !reading.Fits(character) ? Misread : 0;

    private void Expand(Path path, int at, int rank)
    {
        var shown = line[at];
        if (path.Pending == Path.None) ExpandInStep(path, at, shown);
        else if (path.Pending < Path.UnknownAfter) ExpandOutOfStep(path, at, shown, rank);
        else if (rank < Patient) ExpandAfterUndefinedPair(path, at, shown, rank);
    }

    private void ExpandInStep(Path path, int at, char shown)
    {
        Push(path, Move.Copy, at + 1, Path.None, shown, 0);
        // 天,?mǎ)?shù)十: the comma was A3 AC, and AC with the byte that swallowed the bracket is a character too.
        var last = Gbk.CodeOf(path.Last) is var code and not 0 ? code & 0xFF : SecondByte(path.Last);
        if (shown == '(' && Readings.TryGloss(line, at + 1, out var reading, out var length))
        {
            // 當(dāng)天
            if (GlossedCharacter.IsGlossed(path.BeforeLast, path.Last, line[at - 1], reading, page.Glosses)) Push(path, Move.Gloss, at + 1 + length, Path.None, '\0', 0);
        }
        else if (shown == '?')
        {
            if (last != 0 && Readings.TryGloss(line, at + 1, out reading, out length))
            {
                // 當(dāng)?shù)貢r: 94 and the byte that swallowed the bracket are 數.
                foreach (var trail in reading.TrailsAfter(last))
                {
                    if (Gbk.IsLead(trail)) Push(path, Move.SwallowedBracket, at + 1 + length, trail, '\0', 0.5f);
                }
            }
            else if (IsLostLead(line, at, page.Glosses.IsDamaged))
            {
                // ?;鹛嶙h: CD of 停 CD A3 is gone, A3 BB is shown as the semicolon.
                foreach (var character in CommonCharacters.BeforeMark)
                    Push(path, Move.LostLead, at + 2, SecondByte(line[at + 1]), character, 4, false);
            }
        }
    }

    private void ExpandOutOfStep(Path path, int at, char shown, int rank)
    {
        var pending = path.Pending;
        var code = Gbk.CodeOf(shown);
        if (code != 0) Realign(path, at + 1, pending, code >> 8, code & 0xFF);
        else if (shown is >= '@' and <= '~') Realign(path, at + 1, pending, shown, Path.None);

        if (shown == '€') Realign(path, at + 1, pending, 0x80, Path.None); // a byte of its own in code page 936

        if (SecondByte(shown) is var narrowed and not 0) Realign(path, at + 1, pending, 0xA3, narrowed);
        if (shown == '(' && Readings.TryGloss(line, at + 1, out var reading, out var length))
        {
            var straddling = Gbk.CharacterOf(Gbk.CodeOf(path.Last) & 0xFF, pending);
            if (straddling != 0 && reading.Fits(straddling)) Push(path, Move.Gloss, at + 1 + length, pending, '\0', 0);
        }

        if (shown != '?') return;
        if (Readings.TryGloss(line, at + 1, out reading, out length))
        {
            // ?yīng)當: 91 and the byte that swallowed the bracket are 應.
            foreach (var trail in reading.TrailsAfter(pending))
                Push(path, Move.SwallowedBracket, at + 1 + length, Path.None, Gbk.CharacterOf(pending, trail), 0.5f);
        }
        else if (CutTag.LengthAt(line, at + 1) is var tag and > 0)
        {
            // 停火；</p>: A3 and the byte that swallowed the bracket are the semicolon.
            PushAnyTrail(path, Move.SwallowedTag, at + 1 + tag, 1);
        }
        else
        {
            if (at + 1 == line.Length) PushAnyTrail(path, Move.LineEnd, at + 1, 1);
            else if (rank < Daring && IsOrdinary(line[at + 1])) PushAnyTrail(path, Move.SwallowedAscii, at + 1, 6);
            foreach (var character in CommonCharacters.With(pending)) PushUndefinedPair(path, at + 1, character);
        }
    }

    private void PushUndefinedPair(Path path, int end, char character)
    {
        var trail = Gbk.CodeOf(character) & 0xFF;
        if (UndefinedPairs.MayFollow(trail)) Push(path, Move.UndefinedPair, end, Path.UnknownAfter + trail, character, 2, false);
    }

    private void ExpandAfterUndefinedPair(Path path, int at, char shown, int rank)
    {
        var before = path.Pending - Path.UnknownAfter;
        var code = Gbk.CodeOf(shown);
        if (shown == '?' && Readings.TryGloss(line, at + 1, out var reading, out var length))
        {
            for (var lead = 0x81; lead <= 0xFE; lead++)
            {
                if (Gbk.CharacterOf(before, lead) != 0) continue;
                foreach (var trail in reading.TrailsAfter(lead))
                    Push(path, Move.SwallowedBracket, at + 1 + length, Path.None, Gbk.CharacterOf(lead, trail), 0.5f, false);
            }

            return;
        }

        if (shown == '?' && (at + 1 == line.Length || CutTag.LengthAt(line, at + 1) > 0))
        {
            // 灾区。</p>: F8 A1 made no pair, and A3 swallowed the bracket.
            var end = Math.Min(at + 1 + CutTag.LengthAt(line, at + 1), line.Length);
            foreach (var character in CommonCharacters.AfterUndefined(before))
                Push(path, Move.SwallowedTag, end, Path.None, character, 1 + (end == line.Length ? page.Ends.Penalty(character, path.Last) : 0), false);
            return;
        }

        if (shown == '?' && rank < Daring)
        {
            // Two undefined pairs in a row: the character between them is known by neither byte.
            foreach (var character in CommonCharacters.AfterUndefined(before)) PushUndefinedPair(path, at + 1, character);
        }

        for (var lead = 0x81; lead <= 0xFE; lead++)
        {
            if (Gbk.CharacterOf(before, lead) != 0) continue;
            if (shown == '€') Realign(path, at + 1, lead, 0x80, Path.None, false);
            if (code != 0) Realign(path, at + 1, lead, code >> 8, code & 0xFF, false);
            else if (shown is >= '@' and <= '~') Realign(path, at + 1, lead, shown, Path.None, false);
            if (SecondByte(shown) is var narrowed and not 0) Realign(path, at + 1, lead, 0xA3, narrowed, false);
        }
    }

    private void Realign(Path path, int end, int lead, int trail, int next, bool isOnlyChoice = true)
    {
        var character = Gbk.CharacterOf(lead, trail);
        if (character == 0 || (!isOnlyChoice && !CommonCharacters.Contains(character))) return;
        if (next == Path.None || Gbk.IsLead(next)) Push(path, Move.Realign, end, next, character, 0, isOnlyChoice);
        // 組織（WTO: A8 of the bracket and the W are shown as ╓.
        else if (next is >= '@' and <= '~') Push(path, Move.Realign, end, Path.None, character, 0, isOnlyChoice, (char)next);
    }

    private void PushAnyTrail(Path path, Move move, int end, float penalty)
    {
        foreach (var character in CommonCharacters.With(path.Pending))
        {
            var atEnd = end == line.Length ? page.Ends.Penalty(character, path.Last) : 0;
            Push(path, move, end, Path.None, character, penalty + atEnd, false, move == Move.SwallowedAscii ? '\uFFFD' : '\0');
        }
    }

    // The second byte of the full-width form A3 xx, which may have been narrowed after the bytes went out of step.
    private static int SecondByte(char shown) => shown switch
    {
        ',' or '，' => 0xAC,
        ':' or '：' => 0xBA,
        ';' or '；' => 0xBB,
        '?' or '？' => 0xBF,
        '!' or '！' => 0xA1,
        '(' or '（' => 0xA8,
        ')' or '）' => 0xA9,
        _ => 0,
    };

    // What comes right after a swallowed character is in step again, so it is no 硎 or 婧.
    private static bool IsOrdinary(char shown) => !WordTail.IsHan(shown) || WordCosts.Of(Variants.Fold(shown)) < 12;

    // ?;鹛: what follows A3 BB is one byte out of step and shows as Han, unless it makes no pair either. Question marks in code do not count.
    private static bool IsLostLead(ReadOnlySpan<char> line, int at, bool isDamaged)
    {
        if (at + 2 >= line.Length || line[at + 1] is not (';' or '；' or '?' or '？')) return false;
        var next = line[at + 2];
        return isDamaged || WordTail.IsHan(next) || (at > 0 && Plausibility.IsChineseCharacter(line[at - 1]) && (next == '?' || char.IsAsciiLetter(next) || Gbk.CodeOf(next) != 0));
    }
}
