namespace MnistLstm.Training.Settings;

/// <summary>Words that a spec's keys may be, as far as code looks at them. Compiled into the generator, too, like <see cref="SpecKeys"/>.</summary>
public static class SpecWords
{
    /// <summary>Of <c>direction</c>: every layer reads the sequence from its beginning.</summary>
    public const string Forward = "forward";

    /// <summary>Of <c>direction</c>: every layer reads it from its end, too.</summary>
    public const string Bidirectional = "bidirectional";

    /// <summary>Of <c>head</c>: the scores are a linear layer's.</summary>
    public const string LinearHead = "linear";

    /// <summary>Of <c>head</c>: a softmax follows it.</summary>
    public const string SoftmaxHead = "softmax";

    /// <summary>Of <c>loss</c>: that of classes.</summary>
    public const string CrossEntropy = "cross_entropy";

    /// <summary>Of <c>loss</c>: squared errors.</summary>
    public const string MseLoss = "mse_loss";

    /// <summary>Of <c>loss</c>: absolute errors.</summary>
    public const string L1Loss = "l1_loss";

    /// <summary>Of <c>loss</c>: squared errors below 1, absolute ones from there.</summary>
    public const string SmoothL1Loss = "smooth_l1_loss";

    /// <summary>Of <c>evaluate</c>: after every epoch.</summary>
    public const string EachEpoch = "each_epoch";

    /// <summary>Of <c>evaluate</c>: after the last epoch only.</summary>
    public const string AtEnd = "at_end";

    /// <summary>Of <c>train_samples</c> and <c>test_samples</c>: as many as there are.</summary>
    public const string AllSamples = "all";

    /// <summary>Of <c>t_max</c>: as many as <c>epochs</c>.</summary>
    public const string AllEpochs = "epochs";

    /// <summary>Of <c>eval_every</c>: as many steps as a pass over the training samples has.</summary>
    public const string OfPass = "pass";

    /// <summary>Of <c>normalize</c>: values are read as they are. Of <c>permutation</c>: in their own order. Of
    /// <c>validation_seed</c>: the last samples are held out.</summary>
    public const string None = "none";

    /// <summary>Of <c>normalize</c>: with the figures of the training part.</summary>
    public const string OfTraining = "train";

    /// <summary>Of <c>eps</c>: what the optimizer has in PyTorch.</summary>
    public const string OfOptimizer = "optimizer";

    /// <summary>Of <c>lr_scheduler</c>: the learning rate stays.</summary>
    public const string NoScheduler = "none";

    /// <summary>Of <c>lr_scheduler_interval</c>: the learning rate changes after every epoch.</summary>
    public const string AfterEpoch = "epoch";

    /// <summary>Of <c>lr_scheduler_interval</c>: it changes after every training step.</summary>
    public const string AfterStep = "step";

    /// <summary>Of <c>lr_scheduler</c>: it falls when a loss does not.</summary>
    public const string OnPlateau = "reduce_lr_on_plateau";

    /// <summary>Of <c>lr_scheduler</c>: it rises and falls once.</summary>
    public const string OneCycle = "one_cycle_lr";

    /// <summary>Of <c>monitor</c>: the validation loss where there is one, else the training loss.</summary>
    public const string AutoMonitor = "auto";

    /// <summary>Of <c>monitor</c>: the loss on the held-out samples.</summary>
    public const string ValidationLoss = "validation_loss";

    /// <summary>Of <c>monitor</c>: the loss of the training.</summary>
    public const string TrainLoss = "train_loss";

    /// <summary>Of a reference's <c>loss_unit</c>: published losses are means over the samples, as ours are.</summary>
    public const string MeanOfSamples = "mean";

    /// <summary>Of a reference's <c>loss_unit</c>: they are the sum of the batches' mean losses, divided by the number of samples.</summary>
    public const string BatchMeansPerSample = "batch_means_per_sample";
}
