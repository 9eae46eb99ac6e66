using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Completion;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>completion &lt;shell&gt;</c>: the script by which a shell completes commands, options and the names of runs.</summary>
internal static class CompletionCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> shell = CommonOptions.Word("shell", string.Join(", ", CompletionScript.Shells));
        Command command = new("completion", "Print the script that lets a shell complete commands, options and names.") { shell };
        command.SetAction(parse =>
        {
            string word = parse.GetRequiredValue(shell);
            services.Terminal.Output.Write(CompletionScript.Shells.Contains(word)
                ? CompletionScript.For(word, Program())
                : throw new UsageException($"there is no completion for the shell '{word}'{Suggestion.Phrase(word, CompletionScript.Shells)}",
                    "there is one for " + string.Join(", ", CompletionScript.Shells)));
        });
        return new DocumentedCommand(command, """
            The script works in any of your checkouts and builds nothing: it asks the
            program as you last built it, so it knows a new experiment after the next build.
            It starts only the program that wrote it and programs that belong to you.

            Examples:
              dotnet run -- completion bash > ~/.mnist-lstm.bash
              echo 'source ~/.mnist-lstm.bash' >> ~/.bashrc
              (zsh: the same with .zshrc, after compinit)
              dotnet run -- completion fish > ~/.config/fish/conf.d/mnist-lstm.fish
              dotnet run -- completion pwsh >> $PROFILE

            """);
    }

    /// <summary>The program's own file, which a script may start wherever it lies.</summary>
    private static string Program() => Path.Combine(AppContext.BaseDirectory, BuiltProgram.Library);
}
