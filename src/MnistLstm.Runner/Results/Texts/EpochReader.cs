using MnistLstm.Training.Loop;
using System.Text.Json;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results.Texts;

/// <summary>
/// Reads the line of an epoch, as <see cref="EpochText"/> writes it, straight from its bytes: ten thousand results are as many files of such lines.
/// </summary>
internal static class EpochReader
{
    private const int Epoch = 0;
    private const int TrainAccuracy = 2;
    private const int ValidationAccuracy = 4;
    private const int TrainErrors = 10;
    private const int ValidationErrors = 13;
    private const int TestErrors = 16;
    private const int Weights = 19;
    private const int Step = 20;
    private const int FirstBatch = 21;

    // In the order they are written, so that the next one is nearly always the one that is tried first.
    private static readonly string[] s_keys =
    [
        "epoch", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "test_loss", "test_accuracy", "last_batch_loss",
        "train_loss_sum", "test_loss_sum", "train_mae", "train_rmse", "train_r2", "validation_mae", "validation_rmse", "validation_r2", "test_mae",
        "test_rmse", "test_r2", "weights_sha256", "step", "first_batch_loss",
    ];

    private static readonly byte[][] s_names = [.. s_keys.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Reads a line back. Keys it does not know are passed over.</summary>
    /// <exception cref="JsonException">It is no JSON, a key is missing or stands twice, or a value is of the wrong kind.</exception>
    public static EpochMetrics Parse(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader json = new(line);
        Span<double?> numbers = stackalloc double?[s_keys.Length];
        int seen = 0;
        int epoch = 0;
        int? step = null;
        string weights = "";
        Unknown unknown = default;
        bool isObject = json.Read() && json.TokenType == JsonTokenType.StartObject;
        for (int next = 0; isObject && json.Read() && json.TokenType == JsonTokenType.PropertyName;)
        {
            int key = KeyAt(json, next);
            if (key < 0)
            {
                unknown.Add(Text(json));
                json.Skip();
                continue;
            }

            if ((seen & (1 << key)) != 0)
            {
                throw new JsonException($"{s_keys[key]} appears in it twice");
            }

            (seen, next) = (seen | (1 << key), key + 1);
            json.Read();
            switch (key)
            {
                case Epoch:
                    Demand(ref json, key, JsonTokenType.Number, line);
                    epoch = json.TryGetInt32(out int number) ? number : throw new JsonException("epoch is not an integer");
                    break;
                case Step:
                    Demand(ref json, key, JsonTokenType.Number, line);
                    step = json.TryGetInt32(out int steps) ? steps : throw new JsonException("step is not an integer");
                    break;
                case Weights:
                    Demand(ref json, key, JsonTokenType.String, line);
                    weights = Text(json);
                    break;
                case TrainAccuracy or ValidationAccuracy or (TrainErrors + 2) or (ValidationErrors + 2) or (TestErrors + 2)
                    when json.TokenType == JsonTokenType.Null:
                    // Where numbers are predicted; R² also where a target never changes.
                    break;
                case 5 or 6 or 9 when json.TokenType == JsonTokenType.Null:
                    // Of an epoch that was not evaluated.
                    break;
                default:
                    Demand(ref json, key, JsonTokenType.Number, line);
                    numbers[key] = json.GetDouble();
                    break;
            }
        }

        // What follows an object is no part of a line.
        while (json.Read())
        {
        }

        for (int key = 0; key < s_keys.Length; key++)
        {
            if ((seen & (1 << key)) == 0 && key is not (3 or 4 or (>= TrainErrors and < Weights) or Step or FirstBatch))
            {
                throw new JsonException($"{s_keys[key]} is missing");
            }
        }

        (ErrorFigures? train, ErrorFigures? validation) = (Errors(numbers, TrainErrors), Errors(numbers, ValidationErrors));
        if (numbers[3] is not null && (numbers[ValidationAccuracy] is null) != (validation is not null))
        {
            throw new JsonException("validation_loss needs either validation_accuracy or the errors of predicted numbers beside it");
        }

        if ((numbers[TrainAccuracy] is null) != (train is not null))
        {
            throw new JsonException(train is null ? "train_accuracy must be a Number, got null" : "train_accuracy must be null beside train_mae");
        }

        return new EpochMetrics(epoch, numbers[1]!.Value, numbers[TrainAccuracy], numbers[5], numbers[6], numbers[7]!.Value, numbers[8]!.Value, numbers[9],
            weights)
        {
            Step = step,
            ValidationLoss = numbers[3],
            ValidationAccuracy = numbers[ValidationAccuracy],
            TrainErrors = train,
            ValidationErrors = validation,
            TestErrors = Errors(numbers, TestErrors),
            FirstBatchLoss = numbers[FirstBatch],
        };
    }

    private static ErrorFigures? Errors(ReadOnlySpan<double?> numbers, int at) => (numbers[at], numbers[at + 1]) switch
    {
        ({ } mae, { } rmse) => new ErrorFigures(mae, rmse, numbers[at + 2]),
        (null, null) when numbers[at + 2] is null => null,
        _ => throw new JsonException($"of {s_keys[at]}, {s_keys[at + 1]} and {s_keys[at + 2]} some are missing"),
    };

    private static int KeyAt(in Utf8JsonReader json, int next)
    {
        for (int i = 0; i < s_names.Length; i++)
        {
            int key = (next + i) % s_names.Length;
            if (json.ValueTextEquals(s_names[key]))
            {
                return key;
            }
        }

        return -1;
    }

    private static void Demand(ref Utf8JsonReader json, int key, JsonTokenType kind, ReadOnlySpan<byte> line)
    {
        if (json.TokenType != kind)
        {
            int start = (int)json.TokenStartIndex;
            json.Skip();
            throw new JsonException($"{s_keys[key]} must be a {kind}, got {System.Text.Encoding.UTF8.GetString(line[start..(int)json.BytesConsumed])}");
        }
    }

    private static string Text(in Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            // No UTF-8, or half of a surrogate pair.
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>Keys that are not known; there is one in a snapshot's line and none in a result's, so nothing is made for them before there are two.</summary>
    private struct Unknown
    {
        private string? _one;
        private HashSet<string>? _all;

        public void Add(string key)
        {
            if (_one is null)
            {
                _one = key;
                return;
            }

            _all ??= new HashSet<string>(StringComparer.Ordinal) { _one };
            if (!_all.Add(key))
            {
                throw new JsonException($"{key} appears in it twice");
            }
        }
    }
}
