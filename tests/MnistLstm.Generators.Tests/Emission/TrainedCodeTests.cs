using System.Collections.Concurrent;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Emission;

/// <summary>Emitted trainers train like ones written by hand, to the last bit: what a spec says is what the engine is told.</summary>
public class TrainedCodeTests
{
    // Each spec is compiled and trained once, though two tests ask for it.
    private static readonly ConcurrentDictionary<string, string> s_weights = new();

    public static TheoryData<string, Func<ParameterSet, Optimizer>> Optimizers => new()
    {
        { "", p => new Adam(p, 0.01) },
        { "weight_decay: .5", p => new Adam(p, 0.01, weightDecay: 0.5) },
        { "optimizer: adamw", p => new AdamW(p, 0.01) },
        { "optimizer: adamw\nweight_decay: 0.1", p => new AdamW(p, 0.01, weightDecay: 0.1) },
        { "optimizer: sgd", p => new Sgd(p, 0.01) },
        { "optimizer: sgd\nmomentum: 9e-1", p => new Sgd(p, 0.01, momentum: 0.9) },
        { "optimizer: sgd\nmomentum: 0.9\nnesterov: true", p => new Sgd(p, 0.01, momentum: 0.9, nesterov: true) },
        { "optimizer: sgd\nmomentum: 0.9\nnesterov: true\nweight_decay: 0.1", p => new Sgd(p, 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.1) },
        { "betas: [.8, 0.95]", p => new Adam(p, 0.01, beta1: 0.8, beta2: 0.95) },
        { "amsgrad: true\nbetas: [0.9, 0.5]\neps: 1e-3", p => new Adam(p, 0.01, beta2: 0.5, epsilon: 1e-3, amsgrad: true) },
        { "optimizer: adamw\namsgrad: true\nweight_decay: 0.1\nbetas: [0.9, 0.5]",
            p => new AdamW(p, 0.01, weightDecay: 0.1, beta2: 0.5, amsgrad: true) },
        { "optimizer: sgd\nmomentum: 0.9\ndampening: .5", p => new Sgd(p, 0.01, momentum: 0.9, dampening: 0.5) },
        { "optimizer: rmsprop\nalpha: 0.5\neps: 1e-2", p => new RmsProp(p, 0.01, alpha: 0.5, epsilon: 0.01) },
        { "optimizer: adagrad", p => new Adagrad(p, 0.01) },
        { "optimizer: adagrad\neps: 1e-2\nweight_decay: 0.1", p => new Adagrad(p, 0.01, 0.1, 0.01) },
        { "optimizer: adadelta", p => new Adadelta(p, 0.01) },
        { "optimizer: adadelta\nrho: 0.5\neps: 1e-2\nweight_decay: 0.1", p => new Adadelta(p, 0.01, 0.1, 0.5, 0.01) },
        { "optimizer: nadam", p => new NAdam(p, 0.01) },
        { "optimizer: nadam\nbetas: [0.5, 0.9]\neps: 1e-2\nmomentum_decay: .5\nweight_decay: 0.1", p => new NAdam(p, 0.01, 0.1, 0.5, 0.9, 0.01, 0.5) },
        { "optimizer: rmsprop", p => new RmsProp(p, 0.01) },
        { "optimizer: rmsprop\nmomentum: 0.5\nweight_decay: 0.1", p => new RmsProp(p, 0.01, momentum: 0.5, weightDecay: 0.1) },
    };

    public static TheoryData<string, Func<IEnumerable<Module>>> Models => new()
    {
        { "cell: lstm\nreadout: last", () => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)] },
        { "cell: gru", () => [new Gru(28, 8), new LastStep(), new Linear(8, 10)] },
        { "cell: rnn", () => [new Rnn(28, 8), new LastStep(), new Linear(8, 10)] },
        { "cell: gru\ndirection: bidirectional", () => [new Gru(28, 8, bidirectional: true), new LastStep(), new Linear(16, 10)] },
        { "cell: gru\ndirection: bidirectional\nreadout: final_states", () => [new Gru(28, 8, bidirectional: true), new FinalStates(), new Linear(16, 10)] },
        { "cell: rnn\nlayers: 2\ndropout: .5", () => [new Rnn(28, 8, 2, dropout: 0.5), new LastStep(), new Linear(8, 10)] },
        { "layers: 3\ndropout: 2e-1\ndirection: bidirectional\nreadout: final_states",
            () => [new Lstm(28, 8, 3, bidirectional: true, dropout: 0.2), new FinalStates(), new Linear(16, 10)] },
        { "model: [lstm: {hidden_size: 8}, readout: mean, linear: 10]", () => [new Lstm(28, 8), new MeanOverTime(), new Linear(8, 10)] },
        {
            "model: [lstm: {hidden_size: 6, direction: bidirectional}, dropout: .25, gru: {hidden_size: 5, layers: 2, dropout: 1e-1}, readout: last, linear: "
                + "7, relu, linear: 10]",
            () => [new Lstm(28, 6, bidirectional: true), new Dropout(0.25), new Gru(12, 5, 2, dropout: 0.1), new LastStep(), new Linear(5, 7), new Relu(),
                new Linear(7, 10)]
        },
        {
            "model: [dropout: 0.1, linear: 9, tanh, rnn: {hidden_size: 4}, rnn: {hidden_size: 3, direction: bidirectional}, readout: final_states, softmax, "
                + "linear: 10, softmax]",
            () => [new Dropout(0.1), new Linear(28, 9), new Tanh(), new Rnn(9, 4), new Rnn(4, 3, bidirectional: true), new FinalStates(), new Softmax(),
                new Linear(6, 10), new Softmax()]
        },
    };

    public static TheoryData<string, Func<TrainingPlan, TrainingPlan>, Func<LrScheduler>?> Loops => new()
    {
        { "validation_samples: 7", plan => plan with { ValidationSamples = 7 }, null },
        { "epochs: 30\nvalidation_samples: 7\nearly_stopping_patience: 2", plan => plan with { Epochs = 30, ValidationSamples = 7, EarlyStoppingPatience = 2 },
            null },
        { "validation_fraction: .35", plan => plan with { ValidationFraction = 0.35 }, null },
        { "validation_samples: 7\nvalidation_seed: 3", plan => plan with { ValidationSamples = 7, ValidationSeed = 3 }, null },
        { "epochs: 30\nvalidation_fraction: 0.25\nearly_stopping_patience: 3\nrestore_best: true",
            plan => plan with { Epochs = 30, ValidationFraction = 0.25, EarlyStoppingPatience = 3, RestoreBest = true }, null },
        { "clip_grad_norm: 5e-2", plan => plan with { ClipGradNorm = 0.05 }, null },
        { "shuffle: false", plan => plan with { Shuffle = false }, null },
        { "drop_last: true", plan => plan with { DropLast = true }, null },
        { "clip_grad_value: 1e-3", plan => plan with { ClipGradValue = 0.001 }, null },
        { "class_weights: [1, 0, 1, 1, 0.0, 1, 1, 1, 1, 1]", plan => plan with { ClassWeights = [1, 0, 1, 1, 0, 1, 1, 1, 1, 1] }, null },
        { "class_weights: [1, 2, .5, 1, 1, 3e0, 1, 1, 1, 1]", plan => plan with { ClassWeights = [1, 2, 0.5, 1, 1, 3, 1, 1, 1, 1] }, null },
        { "label_smoothing: .2", plan => plan with { LabelSmoothing = 0.2 }, null },
        { "epochs: 3\nlr_scheduler: step_lr\nstep_size: 2", plan => plan with { Epochs = 3 }, () => new StepLr(0.01, 2) },
        { "epochs: 3\nlr_scheduler: step_lr\nstep_size: 1\ngamma: .5", plan => plan with { Epochs = 3 }, () => new StepLr(0.01, 1, 0.5) },
        { "lr_scheduler: exponential_lr\ngamma: 0.3", plan => plan, () => new ExponentialLr(0.01, 0.3) },
        { "epochs: 3\nlr_scheduler: cosine_annealing_lr", plan => plan with { Epochs = 3 }, () => new CosineAnnealingLr(0.01, 3) },
        { "epochs: 3\nlr_scheduler: cosine_annealing_lr\nt_max: 2\neta_min: 1e-3", plan => plan with { Epochs = 3 },
            () => new CosineAnnealingLr(0.01, 2, 0.001) },
        { "epochs: 4\nlr_scheduler: multi_step_lr\nmilestones: [1, 3]\ngamma: 0.5", plan => plan with { Epochs = 4 },
            () => new MultiStepLr(0.01, [1, 3], 0.5) },
        { "epochs: 4\nlr_scheduler: cosine_annealing_warm_restarts\nt_0: 1\nt_mult: 2\neta_min: 1e-3", plan => plan with { Epochs = 4 },
            () => new CosineAnnealingWarmRestarts(0.01, 1, 2, 0.001) },
        { "epochs: 4\nlr_scheduler: reduce_lr_on_plateau\npatience: 0\nfactor: 0.3\nthreshold: 10\nthreshold_mode: abs\nmin_lr: 1e-3\nmonitor: train_loss",
            plan => plan with { Epochs = 4 }, () => new ReduceLrOnPlateau(0.01, 0.3, 0, 10, "abs", 0, 0.001, "train_loss") },
        { "epochs: 4\nlr_scheduler: cosine_annealing_lr\nwarmup_iters: 1\nwarmup_start_factor: 0.1", plan => plan with { Epochs = 4 },
            () => new WarmupLr(new CosineAnnealingLr(0.01, 3), 1, 0.1) },
        { "epochs: 3\nlr_scheduler: cosine_annealing_lr\nlr_scheduler_interval: step\nwarmup_iters: 2", plan => plan with { Epochs = 3 },
            () => new WarmupLr(new CosineAnnealingLr(0.01, (3 * 3) - 2) { StepsPerEpoch = 3 }, 2) },
        { "lr_scheduler: one_cycle_lr", plan => plan, () => new OneCycleLr(0.01, 6) { StepsPerEpoch = 3 } },
        { "lr_scheduler: one_cycle_lr\npct_start: .4\nanneal_strategy: linear\ndiv_factor: 5\nfinal_div_factor: 1e2\nthree_phase: true\n"
            + "base_momentum: 0.5\nmax_momentum: 0.8",
            plan => plan, () => new OneCycleLr(0.01, 6, 0.4, "linear", true, 0.5, 0.8, 5, 100, true) { StepsPerEpoch = 3 } },
        { "drop_last: true\nlr_scheduler: one_cycle_lr\ncycle_momentum: false", plan => plan with { DropLast = true },
            () => new OneCycleLr(0.01, 4, cycleMomentum: false) { StepsPerEpoch = 2 } },
        { "lr_scheduler: linear_lr\nlr_scheduler_interval: step", plan => plan, () => new LinearLr(0.01) { StepsPerEpoch = 3 } },
        { "lr_scheduler: linear_lr", plan => plan, () => new LinearLr(0.01) },
        { "lr_scheduler: linear_lr\nstart_factor: 1\nend_factor: .25\ntotal_iters: 1", plan => plan, () => new LinearLr(0.01, 1, 0.25, 1) },
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void A_spec_s_loop_is_the_trainer_s_with_the_same_numbers(string keys, Func<TrainingPlan, TrainingPlan> plan,
        Func<LrScheduler>? scheduler) => Assert.Equal(
        HandMadeTrainer.WeightsOf(new HandMadeTrainer(() => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)], p => new Adam(p, 0.01),
            plan(HandMadeTrainer.Plan), scheduler)), Weights(keys));

    [Fact]
    public void Every_run_of_a_family_has_its_own_loop()
    {
        string text =
            "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\ncases:\n- {epochs: 2, validation_samples: 7}\n- {epochs: 30, validation_samples: 7, "
                + "early_stopping_patience: 2}\n- {epochs: 2, clip_grad_norm: 0.05}\n"
            + "- {epochs: 2, validation_fraction: 0.35, validation_seed: 3}\n- {epochs: 30, validation_fraction: 0.25, early_stopping_patience: 3, "
            + "restore_best: true}\n- {epochs: 3, lr_scheduler: step_lr, step_size: 2}\n- {epochs: 3, lr_scheduler: cosine_annealing_lr}\n"
            + "- {epochs: 3, lr_scheduler: "
            + "cosine_annealing_lr, t_max: 2, eta_min: 1e-3}\n";
        string[] alone =
        [
            "validation_samples: 7", "epochs: 30\nvalidation_samples: 7\nearly_stopping_patience: 2", "clip_grad_norm: 0.05",
            "validation_fraction: .35\nvalidation_seed: 3", "epochs: 30\nvalidation_fraction: 0.25\nearly_stopping_patience: 3\nrestore_best: true",
            "epochs: 3\nlr_scheduler: step_lr\nstep_size: 2", "epochs: 3\nlr_scheduler: cosine_annealing_lr",
            "epochs: 3\nlr_scheduler: cosine_annealing_lr\nt_max: 2\neta_min: 1e-3",
        ];
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of("experiments/f.yaml", text));
        Assert.Equal(alone.Select(Weights),
            runs.Select(run => HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }))));
        Assert.Equal([false, false, false, false, false, true, true, true], runs.Select(run => run.CreateScheduler() is not null));
        Assert.Equal([7, 7, 0, 21000, 15000, 0, 0, 0], runs.Select(run => run.ValidationSamples));
        Assert.Equal([0, 2, 0, 0, 3, 0, 0, 0], runs.Select(run => run.EarlyStoppingPatience));
    }

    [Fact]
    public void Every_run_of_a_family_has_its_own_optimizer()
    {
        string text =
            "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 2\nweight_decay: 0.1\nmatrix: {betas: [[0.8, 0.95], [0.9, 0.999]]}\n"
            + "cases:\n- {optimizer: adadelta, rho: 0.5, eps: 1e-2}\n- {optimizer: adagrad}\n- {optimizer: nadam, eps: 1e-8}\n- {eps: 1e-3, amsgrad: true}\n";
        Func<ParameterSet, Optimizer>[] alone =
        [
            p => new Adam(p, 0.01, 0.1, 0.8, 0.95), p => new Adam(p, 0.01, 0.1), p => new Adadelta(p, 0.01, 0.1, 0.5, 0.01), p => new Adagrad(p, 0.01, 0.1),
            p => new NAdam(p, 0.01, 0.1), p => new Adam(p, 0.01, 0.1, epsilon: 1e-3, amsgrad: true),
        ];
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of("experiments/f.yaml", text));
        Assert.Equal(
            [
                "f[betas=[0.8,0.95]]", "f[betas=[0.9,0.999]]", "f[optimizer=adadelta,rho=0.5,eps=0.01]", "f[optimizer=adagrad]",
                "f[optimizer=nadam,eps=optimizer]", "f[eps=0.001,amsgrad=true]",
            ],
            runs.Select(run => run.Name));
        Assert.Equal("[0.8,0.95]", runs[0]["betas"]);
        Assert.Equal(
            alone.Select(optimizer => HandMadeTrainer.WeightsOf(
                new HandMadeTrainer(() => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)], optimizer))),
            runs.Select(run => HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }))));
    }

    [Fact]
    public void An_optimizer_s_own_eps_is_none_given()
    {
        string text = SpecText.Valid + "optimizer: adagrad\neps: 1e-10\n";
        RunSpec run = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", text)).Single();
        Assert.Equal(("optimizer", "optimizer"), (run["eps"], run.Settings.Single(setting => setting.Key == "eps").Default));
    }

    [Fact]
    public void Every_run_of_a_family_has_its_own_schedule()
    {
        string text =
            "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 4\ncases:\n- {lr_scheduler: multi_step_lr, milestones: [1, 3]}\n"
            + "- {lr_scheduler: multi_step_lr, milestones: [2], gamma: 0.5, warmup_iters: 1}\n"
            + "- {lr_scheduler: cosine_annealing_lr, lr_scheduler_interval: step}\n- {lr_scheduler: cosine_annealing_lr}\n"
            + "- {lr_scheduler: cosine_annealing_warm_restarts, t_0: 2}\n- {lr_scheduler: reduce_lr_on_plateau, patience: 0}\n"
            + "- {lr_scheduler: one_cycle_lr, pct_start: 0.2}\n- {layers: 1}\n";
        Func<LrScheduler?>[] alone =
        [
            () => new MultiStepLr(0.01, [1, 3]), () => new WarmupLr(new MultiStepLr(0.01, [2], 0.5), 1),
            () => new CosineAnnealingLr(0.01, 4 * 3) { StepsPerEpoch = 3 }, () => new CosineAnnealingLr(0.01, 4),
            () => new CosineAnnealingWarmRestarts(0.01, 2), () => new ReduceLrOnPlateau(0.01, patience: 0),
            () => new OneCycleLr(0.01, 12, 0.2) { StepsPerEpoch = 3 }, () => null,
        ];
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of("experiments/f.yaml", text));
        Assert.Equal("f[lr_scheduler=multi_step_lr,milestones=[1,3]]", runs[0].Name);
        Assert.Equal(
            alone.Select(scheduler => HandMadeTrainer.WeightsOf(new HandMadeTrainer(
                () => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)], p => new Adam(p, 0.01), HandMadeTrainer.Plan with { Epochs = 4 }, scheduler!))),
            runs.Select(run => HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }))));
        Assert.Equal(6000, runs[2].CreateScheduler()!.StepsPerEpoch);
        Assert.Equal(0, runs[3].CreateScheduler()!.StepsPerEpoch);
    }

    [Fact]
    public void A_t_max_given_once_stays_what_it_is_for_runs_of_other_epochs()
    {
        string text =
            "hidden_size: 8\nbatch_size: 10\nlearning_rate: 0.01\nepochs: 2\nlr_scheduler: cosine_annealing_lr\nt_max: 2\ncases:\n- {layers: 1}\n- "
                + "{epochs: 4}\n";
        IReadOnlyList<RunSpec> runs = LoadedCatalog.Runs(GeneratorRun.Of("experiments/f.yaml", text));
        Assert.Equal(["2", "2"], runs.Select(run => run["t_max"]));
        Assert.All(runs, run =>
        {
            LrScheduler scheduler = run.CreateScheduler()!;
            scheduler.Step();
            Assert.Equal(0.005, scheduler.LearningRate, 12);
        });
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_spec_s_optimizer_is_the_engine_s_with_the_same_numbers(string keys, Func<ParameterSet, Optimizer> optimizer) =>
        Assert.Equal(HandMadeTrainer.WeightsOf(new HandMadeTrainer(() => [new Lstm(28, 8), new LastStep(), new Linear(8, 10)], optimizer)), Weights(keys));

    [Theory]
    [MemberData(nameof(Models))]
    public void A_spec_s_network_is_the_engine_s_with_the_same_layers(string keys, Func<IEnumerable<Module>> modules) =>
        Assert.Equal(HandMadeTrainer.WeightsOf(new HandMadeTrainer(modules, p => new Adam(p, 0.01))), Weights(keys));

    [Fact]
    public void No_two_of_these_specs_train_alike()
    {
        // Without decay AdamW is Adam, and the first network is that of the optimizers.
        IEnumerable<string> specs =
            Optimizers.Select(row => (string)row[0]).Where(keys => keys != "optimizer: adamw").Concat(Models.Select(row => (string)row[0]).Skip(1))
            .Concat(Loops.Select(row => (string)row[0]));
        string[] weights = [.. specs.Select(Weights)];
        Assert.Equal(weights.Length, weights.Distinct().Count());
    }

    private static string Weights(string keys) => s_weights.GetOrAdd(keys, Train);

    private static string Train(string keys)
    {
        string valid = keys.StartsWith("model", StringComparison.Ordinal) ? SpecText.ValidBesideModel : SpecText.Valid;
        valid = keys.Contains("epochs") ? valid.Replace("epochs: 2\n", "") : valid;
        RunSpec run = LoadedCatalog.Runs(GeneratorRun.Of("experiments/a.yaml", valid + keys + "\n")).Single();
        return HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }));
    }
}
