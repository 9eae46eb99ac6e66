using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>Characters in rows and columns, each with a tone.</summary>
/// <param name="rows">Rows.</param>
/// <param name="columns">Columns.</param>
internal sealed class Canvas(int rows, int columns)
{
    private readonly (char Text, Tone Tone)[,] _cells = new (char, Tone)[rows, columns];

    /// <summary>Puts a character over what is there; outside it does nothing.</summary>
    public void Put(int row, int column, char text, Tone tone)
    {
        if (row >= 0 && row < rows && column >= 0 && column < columns)
        {
            _cells[row, column] = (text, tone);
        }
    }

    /// <summary>Whether something stands there.</summary>
    public bool IsSet(int row, int column) => column < columns && _cells[row, column].Text != 0;

    /// <summary>A row without the space at its end, characters of one tone together.</summary>
    public IEnumerable<TextPiece> Row(int row)
    {
        int end = columns;
        while (end > 0 && _cells[row, end - 1].Text == 0)
        {
            end--;
        }

        for (int start = 0; start < end;)
        {
            int stop = start;
            while (stop < end && _cells[row, stop].Tone == _cells[row, start].Tone)
            {
                stop++;
            }

            yield return new TextPiece(string.Create(stop - start, (row, start), (span, at) =>
            {
                for (int i = 0; i < span.Length; i++)
                {
                    char text = _cells[at.row, at.start + i].Text;
                    span[i] = text == 0 ? ' ' : text;
                }
            }), _cells[row, start].Tone);
            start = stop;
        }
    }
}
