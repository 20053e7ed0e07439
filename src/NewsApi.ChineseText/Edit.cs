namespace NewsApi.ChineseText;

/// <summary>A change to one line, in the line's own positions; the edits of a line run from left to right and do not touch each other's text.</summary>
internal readonly record struct Edit(int Start, int Length, string After, string Kind, RepairConfidence Confidence, string Reason);
