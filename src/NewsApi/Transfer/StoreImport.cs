using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NewsApi.Persistence;

namespace NewsApi.Transfer;

/// <summary>
/// Reads an export into a store that has nothing else. Rows go in some at a time; run again after an interruption, it passes
/// over those that are there already, comparing each, and goes on behind them.
/// </summary>
internal sealed class StoreImport(NewsDbContext db, Action<string, long, long> progress)
{
    private const int BatchSize = 500;

    /// <summary>Reads everything.</summary>
    /// <returns>How many rows the store got, and how many it had already.</returns>
    /// <exception cref="InvalidDataException">The file is no export, or damaged, or not whole; or the store has something else.</exception>
    public async Task<(long Added, long Present)> RunAsync(TextReader input, CancellationToken cancel)
    {
        using var lines = new ExportReader(input);
        var header = lines.ReadHeader();
        await ClearVocabularyAsync(cancel);
        var tables = StoreTable.All(db);
        await RequireUnusedAsync(tables, header, cancel);

        var (added, present) = (0L, 0L);
        foreach (var table in tables)
        {
            var total = header.Rows.GetValueOrDefault(table.Name);
            var had = await PassOverAsync(lines, table, total, cancel);
            var got = await AddAsync(lines, table, had, total, cancel);
            if (had + got != total)
            {
                throw new InvalidDataException($"Line {lines.Number}: the file has {had + got} rows of {table.Name}, not {total} as it says.");
            }

            (added, present) = (added + got, present + had);
        }

        lines.ReadTrailer(added + present);
        return (added, present);
    }

    /// <summary>The section kinds a new store begins with make room for those of the file.</summary>
    private async Task ClearVocabularyAsync(CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        if (!await db.Articles.IgnoreQueryFilters().AnyAsync(cancel) && !await db.Tags.AnyAsync(cancel) && !await db.ApiKeys.AnyAsync(cancel) && !await db.AuditEntries.AnyAsync(cancel))
        {
            await db.SectionKinds.ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);

            // A store that was made a moment ago is still remembered with them.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Makes sure that nothing but an import has filled the store: behind a table that is not full yet, all are empty.</summary>
    private static async Task RequireUnusedAsync(IReadOnlyList<StoreTable> tables, ExportHeader header, CancellationToken cancel)
    {
        var isFull = true;
        foreach (var table in tables)
        {
            var (count, total) = (await table.CountAsync(cancel), header.Rows.GetValueOrDefault(table.Name));
            if (count > (isFull ? total : 0))
            {
                throw Other(table);
            }

            isFull &= count == total;
        }
    }

    private static InvalidDataException Other(StoreTable table) => new($"The store has other {table.Name} than the file; import into a new one.");

    /// <summary>Compares the rows that are there with as many of the file.</summary>
    private async Task<long> PassOverAsync(ExportReader lines, StoreTable table, long total, CancellationToken cancel)
    {
        var present = 0L;
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        await foreach (var row in table.RowsAsync().WithCancellation(cancel))
        {
            if (lines.RowOrNull(table) is not { } line || table.Write(line) != table.Write(row))
            {
                throw Other(table);
            }

            lines.Next();
            progress(table.Name, ++present, total);
        }

        return present;
    }

    private async Task<long> AddAsync(ExportReader lines, StoreTable table, long had, long total, CancellationToken cancel)
    {
        var added = 0L;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            while (lines.RowOrNull(table) is not null)
            {
                await using var transaction = await db.BeginWriteAsync(cancel);
                for (var count = 0; count < BatchSize && lines.RowOrNull(table) is { } row; count++, added++)
                {
                    table.Add(row);
                    lines.Next();
                }

                await db.SaveChangesAsync(cancel);
                await db.ContinueNumberingAsync(cancel);
                await transaction.CommitAsync(cancel);
                db.ChangeTracker.Clear();
                progress(table.Name, had + added, total);
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        return added;
    }

    /// <summary>The lines of an export, one after the other.</summary>
    private sealed class ExportReader(TextReader input) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private string? _line = input.ReadLine();
        private object? _row;

        /// <summary>Number of the present line, counted from 1.</summary>
        public long Number { get; private set; } = 1;

        public void Dispose() => _hash.Dispose();

        public ExportHeader ReadHeader()
        {
            if (_line is null || ExportLine.ReadOrNull<ExportHeader>(_line) is not { Newsapi: ExportHeader.Kind } header)
            {
                throw new InvalidDataException("The file is no export of this program.");
            }

            if (header.Version != ExportHeader.Current)
            {
                throw new InvalidDataException($"The file is an export of version {header.Version}; this program reads version {ExportHeader.Current}.");
            }

            Next();
            return header;
        }

        /// <summary>The present line as a row of a table; null when it is something else.</summary>
        public object? RowOrNull(StoreTable table)
        {
            if (_row is null && _line is not null)
            {
                using var json = Parse(_line);
                if (json.RootElement.ValueKind == JsonValueKind.Object
                    && json.RootElement.EnumerateObject() is var members && members.MoveNext()
                    && members.Current.NameEquals(StoreTable.NameMember) && members.Current.Value.ValueEquals(table.Name))
                {
                    try
                    {
                        _row = table.Read(json.RootElement);
                    }
                    catch (InvalidDataException exception)
                    {
                        throw new InvalidDataException($"Line {Number}: {exception.Message}.", exception);
                    }
                }
            }

            return _row;
        }

        /// <summary>Goes to the next line.</summary>
        public void Next()
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(_line + "\n"));
            (_line, _row) = (input.ReadLine(), null);
            Number++;
        }

        public void ReadTrailer(long rows)
        {
            var end = _line is null ? null : ExportLine.ReadOrNull<ExportTrailer>(_line)?.End;
            if (end is null)
            {
                throw new InvalidDataException(_line is null
                    ? "The file ends early. What it has is in the store; run the import again with the whole file."
                    : $"Line {Number} is none of this export.");
            }

            if (end.Rows != rows || end.Sha256 != Convert.ToHexStringLower(_hash.GetCurrentHash()))
            {
                throw new InvalidDataException("The file was changed after it was written: its lines do not match its SHA-256. Do not use this store.");
            }
        }

        private JsonDocument Parse(string line)
        {
            try
            {
                return JsonDocument.Parse(line);
            }
            catch (JsonException exception)
            {
                throw new InvalidDataException($"Line {Number} is no JSON; the file is damaged, or ends early.", exception);
            }
        }
    }
}
