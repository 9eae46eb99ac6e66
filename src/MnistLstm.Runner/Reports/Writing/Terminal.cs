using System.Text;
using MnistLstm.Runner.Processes;
using Spectre.Console;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>
/// Where the program writes: data to standard output, progress and notes to standard error. Lines are never wrapped, so that a printed
/// command can be copied whole. Colours and the live display appear on a terminal only, colours not with NO_COLOR. Whatever is written, a
/// terminal finds nothing in it to obey (<see cref="TerminalText"/>) but the colours.
/// </summary>
internal sealed class Terminal
{
    // Characters that are passed on at a time.
    private const int Together = 1 << 14;

    private readonly TextWriter _plainOutput;
    private readonly TextWriter _plainError;
    private readonly Func<int>? _columns;

    // Where colours are shown; null for plain text.
    private readonly IAnsiConsole? _output;
    private readonly IAnsiConsole? _error;

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="outputWidth">Columns of the terminal on standard output, asked for each time, since a window can change; null when it is none.</param>
    /// <param name="live">The live display on standard error; null when plain lines are wanted.</param>
    /// <param name="color">Whether colours are wanted at all; each stream must be a terminal as well.</param>
    /// <param name="errorIsTerminal">Whether standard error is a terminal.</param>
    public Terminal(TextWriter output, TextWriter error, Func<int>? outputWidth = null, LiveLines? live = null, bool color = false,
        bool errorIsTerminal = false)
    {
        (Output, Error, _columns, Live) = (new CleanWriter(output), new CleanWriter(error), outputWidth, live);
        (_plainOutput, _plainError) = (output, error);
        _output = color && outputWidth is not null ? Unwrapped(output) : null;
        _error = color && errorIsTerminal ? Unwrapped(error) : null;
    }

    /// <summary>Standard output, for text that is data as it stands.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error, for text as it stands.</summary>
    public TextWriter Error { get; }

    /// <summary>Columns of the terminal on standard output; null when it is none and lines may be of any length.</summary>
    public int? OutputWidth => _columns?.Invoke();

    /// <summary>The live display; null when plain lines are wanted.</summary>
    public LiveLines? Live { get; }

    /// <summary>Columns of the terminal on standard error as they are now; null when it is none.</summary>
    public int? NoteWidth => Live?.Width;

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess()
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = utf8;
        }

        TextWriter output = new StreamWriter(new DataStream(StandardStreams.OpenOutput()), utf8) { NewLine = "\n", AutoFlush = true };
        TextWriter error = new StreamWriter(new NoteStream(StandardStreams.OpenError()), utf8) { NewLine = "\n", AutoFlush = true };
        bool capable = Environment.GetEnvironmentVariable("TERM") != "dumb";
        bool color = capable && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        bool errorIsTerminal = !Console.IsErrorRedirected;
        Func<int>? width = Console.IsOutputRedirected ? null : () => Math.Max(40, Console.WindowWidth);
        LiveLines? live = errorIsTerminal && capable ? new LiveLines(error, () => Console.WindowWidth, color) : null;
        return new Terminal(output, error, width, live, color, errorIsTerminal);
    }

    /// <summary>A console over a writer with fixed abilities, asking the environment nothing.</summary>
    private static IAnsiConsole ConsoleOver(TextWriter writer, int width)
    {
        AnsiConsoleSettings settings = new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new FixedOutput(writer, width, isTerminal: true),
        };
        settings.Enrichment.UseDefaultEnrichers = false;
        return AnsiConsole.Create(settings);
    }

    /// <summary>A line of data.</summary>
    public void Data(params ReadOnlySpan<TextPiece> line) => Write(_output, _plainOutput, line);

    /// <summary>Lines of data, of which there may be ten thousands: where they are not coloured they are passed on many at a time.</summary>
    public void DataLines(IEnumerable<TextPiece[]> lines)
    {
        StringBuilder text = new();
        foreach (TextPiece[] line in lines)
        {
            if (_output is not null)
            {
                Data(line);
                continue;
            }

            foreach (TextPiece piece in line)
            {
                text.Append(TerminalText.Clean(piece.Text));
            }

            if (text.Append('\n').Length >= Together)
            {
                _plainOutput.Write(text.ToString());
                text.Clear();
            }
        }

        _plainOutput.Write(text.ToString());
    }

    /// <summary>A line of data that is a sentence or figures, parted between words where the terminal is too narrow; for text without a command that could
    /// be copied.</summary>
    public void DataWrapped(params ReadOnlySpan<TextPiece> line)
    {
        if (OutputWidth is not { } width)
        {
            Data(line);
            return;
        }

        // Cleaned before it is measured: what is obeyed is replaced by something of another length.
        TextPiece[] pieces = [.. line];
        foreach (TextPiece[] row in WrappedLine.Rows([.. pieces.Select(piece => piece with { Text = TerminalText.Clean(piece.Text) })], width))
        {
            Data(row);
        }
    }

    /// <summary>A line for the user beside the data. Safe to use from any thread.</summary>
    public void Note(params ReadOnlySpan<TextPiece> line)
    {
        if (Live is null)
        {
            lock (_plainError)
            {
                Write(_error, _plainError, line);
            }

            return;
        }

        TextPiece[] pieces = [.. line];
        Live.Above(() => Write(_error, _plainError, pieces));
    }

    /// <summary>A sentence for the user, parted between words where the terminal is too narrow; for text without a command that could be copied.</summary>
    public void NoteSentence(string text, Tone tone = Tone.Plain)
    {
        foreach (string row in NoteWidth is { } width ? LiveLines.Rows(text, width) : [text])
        {
            Note(new TextPiece(row, tone));
        }
    }

    /// <summary>A sentence for the user behind a word that says what it is, parted between words where the terminal is too narrow; one that holds a command
    /// to be copied, or lines of its own, is left as it is.</summary>
    public void NoteSentence(TextPiece word, string text)
    {
        if (NoteWidth is not { } width || text.Contains("dotnet ", StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal))
        {
            Note(word, text);
            return;
        }

        foreach ((int i, string row) in LiveLines.Rows(word.Text + text, width).Index())
        {
            if (i == 0)
            {
                Note(word, row[word.Text.Length..]);
            }
            else
            {
                Note(row);
            }
        }
    }

    /// <summary>Says which columns a table had to leave out, if any.</summary>
    public void NoteDropped(IReadOnlyList<string> headings)
    {
        if (headings.Count > 0)
        {
            NoteSentence($"left out in this width: {string.Join(", ", headings)}; all columns: --format csv", Tone.Dim);
        }
    }

    /// <summary>The colour of a tone.</summary>
    public static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Notice => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        Tone.Dim => new Style(decoration: Decoration.Dim),
        _ => Style.Plain,
    };

    private static void Write(IAnsiConsole? console, TextWriter plain, ReadOnlySpan<TextPiece> line)
    {
        if (console is null)
        {
            // Written at once: a table may have ten thousand lines, and a writer passes each text on as it comes.
            StringBuilder text = new();
            foreach (TextPiece piece in line)
            {
                text.Append(TerminalText.Clean(piece.Text));
            }

            plain.Write(text.Append('\n').ToString());
            return;
        }

        foreach (TextPiece piece in line)
        {
            console.Write(TerminalText.Clean(piece.Text), StyleOf(piece.Tone));
        }

        console.Write("\n", Style.Plain);
    }

    private static IAnsiConsole Unwrapped(TextWriter writer) => ConsoleOver(writer, width: 1_000_000);

    private sealed class FixedOutput(TextWriter writer, int width, bool isTerminal) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => width;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
            // The writer keeps the encoding it was made with.
        }
    }
}
