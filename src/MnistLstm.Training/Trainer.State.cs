using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training;

/// <content>Saving all that the coming batches depend on, and going on from it.</content>
public abstract partial class Trainer
{
    /// <summary>Why this trainer's state cannot be saved so that a training goes on with the same bits; null when it can be.</summary>
    public string? ResumeObstacle => EngineObstacle ?? (ActsAfterEpochs && !Overrides(nameof(SaveHookState))
        ? $"{GetType().Name} overrides {nameof(OnEpochCompleted)}, which may carry something from epoch to epoch; override {nameof(SaveHookState)} "
            + $"and {nameof(RestoreHookState)} as well"
        : null);

    /// <summary>The metrics of the epochs completed so far, those before a restored state included.</summary>
    public IReadOnlyList<EpochMetrics> History => _epochs;

    /// <summary>Why the engine cannot save its optimizer and its random numbers; null when it can.</summary>
    protected virtual string? EngineObstacle => "this engine cannot save the state of its optimizer and its random numbers";

    /// <summary>
    /// All that the coming batches depend on. To be called between two epochs, or from <see cref="Observers.ITrainingObserver.BatchCompleted"/>,
    /// or after <see cref="RunEpoch"/> was cancelled; always on the training's thread.
    /// </summary>
    /// <returns>A copy, which later steps do not change.</returns>
    /// <exception cref="InvalidOperationException">At no such time, after an error, or of a trainer that has a <see cref="ResumeObstacle"/>.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public TrainerState SaveState()
    {
        PrepareOnce();
        if (ResumeObstacle is { } obstacle)
        {
            throw new InvalidOperationException($"the training's state cannot be saved: {obstacle}");
        }

        ThrowIfNotAtRest();
        return new TrainerState
        {
            PlannedEpochs = Evaluations,
            PlannedSteps = PlannedSteps,
            Epochs = [.. _epochs],
            LearningRates = [.. _learningRates],
            Progress = _train is null ? null : new EpochProgress(_randomBeforeShuffle!, _train.Totals),
            RandomBeforePass = _train is null && EndsWithinPass(StepsAfter(EpochsCompleted)) ? _randomBeforeShuffle : null,
            Random = Random.Save(),
            RandomBeforeEvaluation = _train is null ? _randomBeforeEvaluation : null,
            ShortEnd = _train is null ? _shortEnd : null,
            StepRates = _scheduler is { StepsPerEpoch: > 0 } ? _stepRates.Digest : null,
            Weights = Tensors(_last ?? Model.Parameters.Values.ToArray()),
            BestWeights = Tensors(_best?.Values),
            Optimizer = SaveOptimizer(),
            Hooks = SaveHookState(),
        };
    }

    /// <summary>
    /// Goes on from a saved state: what follows has the bits of a training that was never interrupted. With more epochs planned than the
    /// state's training had, it has the bits of a training from scratch with as many; <see cref="Continuation"/> says when that can be.
    /// </summary>
    /// <param name="state">What <see cref="SaveState"/> gave in a trainer of the same class, hyperparameters and data. It is copied.</param>
    /// <exception cref="TrainerStateException">It is of another training, or damaged. The trainer can still be trained from scratch.</exception>
    /// <exception cref="InvalidOperationException">This trainer has trained already, or has a <see cref="ResumeObstacle"/>.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public void RestoreState(TrainerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        PrepareOnce();
        if (ResumeObstacle is { } obstacle)
        {
            throw new InvalidOperationException($"the training cannot go on from a saved state: {obstacle}");
        }

        if (EpochsCompleted > 0 || _train is not null)
        {
            throw new InvalidOperationException("the training has begun; a saved state can be restored in a new trainer only");
        }

        if (Continuation.LostBest(state, PlannedSteps) is { } lost)
        {
            throw new TrainerStateException($"going on would not give the results of a training from scratch: {lost}");
        }

        state = Continuation.Within(state, PlannedSteps);
        ThrowIfOfAnotherTraining(state);
        RestoreOptimizerOf(state);
        _atRest = false;
        RestoreEpochs(state);
        RestorePlace(state);
        foreach ((Parameter parameter, TrainedTensor saved) in Model.Parameters.Zip(state.Weights))
        {
            saved.Values.Span.CopyTo(parameter.Values);
        }

        Model.WeightsChanged();
        RestoreBest(state);
        RestoreHookState(state.Hooks.Span);
        if (IsDone)
        {
            ShowBest();
        }

        _atRest = true;
    }

    /// <summary>What the optimizer carries from step to step.</summary>
    protected virtual OptimizerState SaveOptimizer() => throw new NotSupportedException(EngineObstacle);

    /// <summary>Takes back what <see cref="SaveOptimizer"/> gave.</summary>
    /// <exception cref="ArgumentException">It does not fit; nothing was changed.</exception>
    protected virtual void RestoreOptimizer(OptimizerState state) => throw new NotSupportedException(EngineObstacle);

    private void ThrowIfNotAtRest()
    {
        if (!_atRest)
        {
            throw new InvalidOperationException(
                "the training is within a batch, an evaluation or a hook, or one of these failed; its state can be saved between two batches or epochs");
        }
    }

    private void ThrowIfOfAnotherTraining(TrainerState state)
    {
        ThrowIfOtherParameters(state.Weights);
        ThrowIfOfOtherBest(state);
        int[] numbers = [.. state.Epochs.Select(epoch => epoch.Epoch)];
        if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Length)))
        {
            throw new TrainerStateException($"the saved state is damaged: its epochs are {string.Join(", ", numbers)}");
        }

        if (state.Progress is { Losses.Samples: int samples } && StepsWithin(numbers.Length + 1, samples) is null)
        {
            throw new TrainerStateException(
                $"the saved state is of another training: it is {samples} samples into an epoch, which here has {EpochSamples} in batches "
                    + $"of {TrainingPlan.BatchSize}");
        }

        if (!state.Epochs.Select(epoch => epoch.Step).SequenceEqual(numbers.Select(row => CountsSteps ? (int?)StepsAfter(row) : null)))
        {
            throw new TrainerStateException("the saved state is of another training: its metrics are not those of the steps that are evaluated after here");
        }

        if ((state.Progress is null && EndsWithinPass(StepsAfter(numbers.Length))) != state.RandomBeforePass is not null)
        {
            throw new TrainerStateException("the saved state is damaged: what the order of the pass at hand was drawn from is missing, or not needed");
        }

        if (state.Progress is { } begun && begun.Losses.Errors?.Squares.Count != TrainSet.Targets?.Width)
        {
            throw new TrainerStateException("the saved state is of another training: its errors are not those of this data's targets");
        }

        if (Continuation.Obstacle(state, Evaluations, CreateScheduler(), TransformsImages || ActsAfterEpochs, PlannedSteps) is { } obstacle)
        {
            throw new TrainerStateException($"going on would not give the results of a training from scratch: {obstacle}");
        }

        if ((EndsBeforeEvaluation(state) || state.ShortEnd is not null) && state.RandomBeforeEvaluation is null)
        {
            throw new TrainerStateException($"the saved state is damaged: epoch {numbers.Length} was evaluated, and what was before that is missing");
        }
    }

    private void ThrowIfOtherParameters(IReadOnlyList<TrainedTensor> weights)
    {
        string expected = string.Join(", ", Model.Parameters);
        string got = string.Join(", ", weights.Select(saved => $"{saved.Name} [{string.Join(", ", saved.Shape)}]"));
        if (expected != got || Model.Parameters.Zip(weights).Any(pair => pair.First.Count != pair.Second.Values.Length))
        {
            throw new TrainerStateException($"the saved state is of another model: expected {expected}; got {got}");
        }
    }

    // Of a plan with fewer epochs, whose last one was evaluated; in this plan it is not the last.
    private bool EndsBeforeEvaluation(TrainerState state) => !TrainingPlan.EvaluateEachEpoch
        && state.Progress is null && state.Epochs.Count > 0 && state.Epochs.Count < Evaluations && state.Epochs[^1].TestLoss is not null;

    private void RestoreOptimizerOf(TrainerState state)
    {
        try
        {
            RestoreOptimizer(state.Optimizer);
        }
        catch (ArgumentException error)
        {
            throw new TrainerStateException(error.Message, error);
        }
    }

    private void RestoreEpochs(TrainerState state)
    {
        _epochs.AddRange(state.Epochs);
        if (EndsBeforeEvaluation(state))
        {
            _epochs[^1] = _epochs[^1] with { TestLoss = null, TestAccuracy = null, TestLossSum = null, ValidationLoss = null, ValidationAccuracy = null,
                TestErrors = null, ValidationErrors = null };
        }

        EpochsCompleted = _epochs.Count;
        bool ended = false;
        for (int i = 0; i < _epochs.Count; i++)
        {
            ended |= _stopping.EndsWith(_epochs[i].ValidationLoss);
            if (_scheduler is not null)
            {
                ScheduleSteps.Through(_scheduler, _stepRates, EpochMetrics.StepsOf(_epochs, i), _epochs[i].TrainLoss, _epochs[i].ValidationLoss);
            }
        }

        IsDone = ended || EpochsCompleted == Evaluations;
        _learningRates.AddRange(state.LearningRates);
    }

    private void RestorePlace(TrainerState state)
    {
        if ((state.Progress?.RandomBeforeShuffle ?? state.RandomBeforePass) is { } beforePass)
        {
            Random.Restore(beforePass);
            BeginPass();
        }

        if (state.Progress is { } progress)
        {
            _train = new LossSums(TrainingPlan.BatchSize, progress.Losses,
                TrainSet.Targets is { } targets ? new ErrorSums(targets, progress.Losses.Errors!) : null)
            {
                KeepsFirst = EpochsCompleted == 0 && TrainSet.Targets is not null && progress.Losses.Samples == 0,
            };
            if (_scheduler is not null)
            {
                ScheduleSteps.Through(_scheduler, _stepRates,
                    StepsWithin(EpochsCompleted + 1, progress.Losses.Samples)!.Value - StepsAfter(EpochsCompleted));
                Follow(_scheduler);
            }
        }

        bool beforeEvaluation = EndsBeforeEvaluation(state);
        _randomBeforeEvaluation = beforeEvaluation ? null : state.RandomBeforeEvaluation;
        _shortEnd = state.ShortEnd;
        Random.Restore(beforeEvaluation ? state.RandomBeforeEvaluation! : state.Random);
    }
}
