using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>The job script of an array. Whatever goes into it is quoted for bash; names of runs are not in it but in the tasks' lists.</summary>
internal static class ArrayScript
{
    /// <summary>The script's text.</summary>
    /// <param name="folder">The array's folder.</param>
    /// <param name="repository">The repository's root.</param>
    /// <param name="program">What is copied into the folder.</param>
    /// <param name="options">The options of the sweep that each task does, a word each.</param>
    public static string Text(ArrayFolder folder, string repository, ProgramFiles program, IEnumerable<string> options)
    {
        string executable = Path.Combine(folder.Program, program.Executable);
        string[] command = program.IsLibrary ? [program.Runtime is { } own ? Path.Combine(own, "dotnet") : "dotnet", executable] : [executable];
        string runtime = program.Runtime is { } folderOfDotnet ? $"[ ! -d {Quote(folderOfDotnet)} ] || export DOTNET_ROOT={Quote(folderOfDotnet)}"
            : ": the program brings its own .NET";
        return $$"""
            #!/bin/bash
            # A task of an array that 'sweep --on slurm' submitted: trains the runs that tasks/<number> lists, one name a line.
            set -u
            array={{Quote(folder.Folder)}}
            task=$SLURM_ARRAY_TASK_ID
            {{runtime}}
            echo "task $task on ${SLURMD_NODENAME:-$HOSTNAME}, restarted ${SLURM_RESTART_COUNT:-0} times, $(date -u +%Y-%m-%dT%H:%M:%SZ)"
            echo "${SLURMD_NODENAME:-$HOSTNAME}" >"$array/begun/$task" && mapfile -t runs <"$array/tasks/$task" && cd {{Quote(repository)}} || exit 1

            # On SIGTERM Slurm ends the program, too, which then stores a checkpoint; this script only waits for that. SIGUSR1 comes to this script
            # alone, a little before the time limit; the program is told once, since a second signal ends it without a checkpoint.
            program= stop= limit= again=
            trap 'stop=yes again=yes' TERM
            trap 'again=yes; [ -n "$limit" ] || [ -z "$program" ] || kill -TERM "$program"; limit=yes' USR1
            for attempt in 1 2 3; do
                {{string.Join(' ', command.Select(Quote))}} sweep "${runs[@]}" {{string.Join(' ', options.Select(Quote))}} >"$array/report/$task" &
                program=$!
                code=1 again=yes
                while [ -n "$again" ]; do
                    # A signal ends the wait, not the program. 127: its end was seen already.
                    again=
                    wait "$program"
                    ended=$?
                    [ "$ended" = 127 ] || code=$ended
                done
                # 137: something killed the program (kill -9, want of memory), and the task is still there.
                [ "$code" = 137 ] && [ -z "$stop$limit" ] || break
                if [ "$attempt" = 3 ]; then
                    echo "the program was killed for the third time; the task is given up"
                else
                    echo "the program was killed; attempt $((attempt + 1)) of 3 goes on from its last checkpoint"
                fi
            done

            # Out of time: another turn, if there was progress in this one.
            if [ -n "$limit" ] && [ "$code" = 130 ] && [ "$SECONDS" -ge {{LeastSeconds}} ]; then
                echo "the time limit is near; the task is put back into the queue and goes on from its checkpoint"
                # By array and task: the job's own id can be the whole array's.
                scontrol requeue "${SLURM_ARRAY_JOB_ID}_$task" && sleep 60
            fi
            exit "$code"

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Seconds that a task must have trained for before its time limit, so that it does not come back for ever.</summary>
    private const int LeastSeconds = 30;

    private static string Quote(string word) => ShellText.Quote(word);
}
