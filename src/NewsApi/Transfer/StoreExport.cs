using System.Security.Cryptography;
using System.Text;
using NewsApi.Persistence;

namespace NewsApi.Transfer;

/// <summary>Writes the whole store as lines of JSON (NDJSON): every row of every table as it stood at one moment, in an order that is always the same.</summary>
internal static class StoreExport
{
    /// <summary>Writes everything.</summary>
    /// <param name="db">The store.</param>
    /// <param name="output">Where to.</param>
    /// <param name="progress">Takes a table's name, how many of its rows are written, and how many it has.</param>
    /// <param name="cancel">Ends the export; what is written by then lacks its last line.</param>
    /// <returns>How many rows were written.</returns>
    public static async Task<long> RunAsync(NewsDbContext db, Stream output, Action<string, long, long> progress, CancellationToken cancel)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancel);
        var counts = new Dictionary<string, long>();
        var tables = StoreTable.All(db);
        foreach (var table in tables)
        {
            counts.Add(table.Name, await table.CountAsync(cancel));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await WriteAsync(ExportLine.Write(new ExportHeader(ExportHeader.Kind, ExportHeader.Current, counts)));
        foreach (var table in tables)
        {
            var written = 0L;
            await foreach (var row in table.RowsAsync().WithCancellation(cancel))
            {
                await WriteAsync(table.Write(row));
                progress(table.Name, ++written, counts[table.Name]);
            }
        }

        var sum = new ExportSum(counts.Values.Sum(), Convert.ToHexStringLower(hash.GetCurrentHash()));
        await WriteAsync(ExportLine.Write(new ExportTrailer(sum)));
        await output.FlushAsync(cancel);
        return sum.Rows;

        async Task WriteAsync(string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line + "\n");
            hash.AppendData(bytes);
            await output.WriteAsync(bytes, cancel);
        }
    }
}
