using System.Security.Cryptography;
using System.Text;
using MnistLstm.Engine.Modules;
using MnistLstm.Training.Checkpoints;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>A checkpoint that is damaged, or of something else, is refused; nothing is taken from it.</summary>
public sealed class CheckpointTests
{
    private static readonly ResumeCase s_training = new(Scheduler: "step_lr", Dropout: 0.3, Watch: "held out, at the end");
    private static readonly byte[] s_checkpoint = InTheMiddle();

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        // All of the header, whose JSON is the more fragile part, and every 61st byte of the rest: weights, moments, generators, and the hash.
        int header = 8 + BitConverter.ToInt32(s_checkpoint);
        foreach (int place in Enumerable.Range(0, s_checkpoint.Length).Where(place => place < header || place % 61 == 0 || place >= s_checkpoint.Length - 32))
        {
            byte[] damaged = [.. s_checkpoint];
            damaged[place] ^= (byte)(1 << (place % 8));
            TrainerStateException error = Assert.Throws<TrainerStateException>(() => Saving.Read(damaged));
            Assert.Contains("the checkpoint is damaged", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cut_or_prolonged_file_is_noticed()
    {
        foreach (int length in Enumerable.Range(0, 64).Concat(Enumerable.Range(0, 50).Select(n => s_checkpoint.Length - 1 - (n * 97))))
        {
            Assert.Throws<TrainerStateException>(() => Saving.Read(s_checkpoint[..length]));
        }

        Assert.Throws<TrainerStateException>(() => Saving.Read([.. s_checkpoint, 0]));
        Assert.Throws<TrainerStateException>(() => Saving.Read(new byte[s_checkpoint.Length]));
    }

    [Fact]
    public void It_is_a_safetensors_file_with_clear_names()
    {
        int length = BitConverter.ToInt32(s_checkpoint);
        TensorHeader header = TensorHeader.Parse(s_checkpoint.AsMemory(8, length), s_checkpoint.Length - 8 - length);
        string[] names = [.. header.Tensors.Select(tensor => tensor.ToString())];
        Assert.Equal(0, (8 + length) % 8);
        Assert.Contains("model.lstm.weight_ih_l0 F32 [12, 28]", names);
        Assert.Contains("optimizer.exp_avg_sq.lstm.weight_hh_l1_reverse F32 [12, 3]", names);
        Assert.Equal(["random U32 [625]", "random_before_shuffle U32 [625]", "hooks U8 [0]", "sha256 U8 [32]"], names[^4..]);
        Assert.Equal(["format", "run", "engine", "state"], header.Metadata.Select(text => text.Key));
    }

    [Fact]
    public void Of_another_run_it_is_refused()
    {
        TrainerStateException error = Assert.Throws<TrainerStateException>(() => CheckpointReader.Read(new MemoryStream(s_checkpoint), "another run"));
        Assert.Equal("the checkpoint is of another run: its spec, data, engine or sources are not those of this one", error.Message);
    }

    [Theory]
    [InlineData("mnist-lstm checkpoint 1", "mnist-lstm checkpoint 2",
        "the checkpoint is of another form: expected mnist-lstm checkpoint 1, got mnist-lstm checkpoint 2")]
    [InlineData("exact/1", "exact/2", "the checkpoint is of another engine: expected exact/1, got exact/2")]
    [InlineData("random U32", "random F32", "the checkpoint is not of this form: it has no tensor random of type U32")]
    [InlineData("planned_epochs", "planned_apples", "the checkpoint is not of this form: ")]
    public void Written_by_another_program_it_is_refused_although_its_hash_is_right(string text, string other, string message)
    {
        byte[] changed = text == "random U32" ? Replace("\"random\":{\"dtype\":\"U32\"", "\"random\":{\"dtype\":\"F32\"") : Replace(text, other);
        SHA256.HashData(changed.AsSpan(0, changed.Length - 32), changed.AsSpan(changed.Length - 32));
        TrainerStateException error = Assert.Throws<TrainerStateException>(() => Saving.Read(changed));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_in_the_place_of_an_epoch_is_refused_although_its_hash_is_right()
    {
        string all = Encoding.Latin1.GetString(s_checkpoint);
        int at = all.IndexOf("epochs\\\":[{", StringComparison.Ordinal) + 10;
        int end = all.IndexOf('}', at) + 1;
        byte[] changed = Replace(all[at..end], "null".PadRight(end - at));
        SHA256.HashData(changed.AsSpan(0, changed.Length - 32), changed.AsSpan(changed.Length - 32));
        Assert.Contains("it states null in the place of an epoch", Assert.Throws<TrainerStateException>(() => Saving.Read(changed)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_state_gives_the_same_bytes() => Assert.Equal(s_checkpoint, InTheMiddle());

    private static byte[] InTheMiddle()
    {
        using SmallTrainer trainer = s_training.Trainer();
        trainer.RunEpoch();
        Saving saving = new(trainer);
        trainer.RunEpoch(saving);
        return saving.Checkpoints[1];
    }

    private static byte[] Replace(string text, string other)
    {
        string all = Encoding.Latin1.GetString(s_checkpoint);
        Assert.Contains(text, all, StringComparison.Ordinal);
        Assert.Equal(text.Length, other.Length);
        return Encoding.Latin1.GetBytes(all.Replace(text, other, StringComparison.Ordinal));
    }
}
