namespace MnistLstm.Browser;

/// <summary>Counts what holds and what does not, and says each.</summary>
internal sealed class Checks
{
    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>How many did not hold.</summary>
    public int Failed { get; private set; }

    /// <summary>A statement about a page.</summary>
    /// <param name="what">The statement.</param>
    /// <param name="faults">What speaks against it; none where it holds.</param>
    public void That(string what, IEnumerable<string> faults)
    {
        Count++;
        string[] all = [.. faults];
        Failed += all.Length == 0 ? 0 : 1;
        Console.WriteLine(all.Length == 0 ? $"ok: {what}" : $"NOT SO: {what}\n  {string.Join("\n  ", all.Take(8))}");
    }

    /// <summary>A statement that holds or not.</summary>
    /// <param name="what">The statement.</param>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="seen">What was seen, where it does not.</param>
    public void That(string what, bool holds, object? seen = null) => That(what, holds ? [] : [$"seen: {seen}"]);
}
