using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MnistLstm.Generators.Diagnostics;

/// <summary>Every error a spec can cause. An id keeps its meaning for ever; docs/diagnostics.md explains each.</summary>
internal static class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor MalformedYaml = Error("EXP001", "Malformed YAML", "the YAML is malformed: {0}");

    public static readonly DiagnosticDescriptor BadCharacter = Error("EXP002", "Character that does not belong in a spec", "{0}");

    public static readonly DiagnosticDescriptor UnknownKey = Error("EXP003", "Unknown key", "unknown key '{0}'{1}");

    public static readonly DiagnosticDescriptor DuplicateKey = Error("EXP004", "Duplicate key", "key '{0}' is already given on line {1}; keep one of the two");

    public static readonly DiagnosticDescriptor MissingKey = Error("EXP005", "Missing key", "{0} needs the key '{1}' ({2})");

    public static readonly DiagnosticDescriptor WrongType = Error("EXP006", "Value of the wrong type", "{0} must be {1}, got {2}{3}");

    public static readonly DiagnosticDescriptor OutOfRange = Error("EXP007", "Value out of range", "{0} must be {1}, got {2}{3}");

    public static readonly DiagnosticDescriptor UnknownWord = Error("EXP008", "Unknown word", "{0} must be {1}, got '{2}'{3}");

    public static readonly DiagnosticDescriptor YamlFeature = Error("EXP009", "YAML feature that specs do not use", "{0} not allowed in a spec; {1}");

    public static readonly DiagnosticDescriptor NotAMapping =
        Error("EXP011", "Spec without keys", "a spec is a list of 'key: value' lines, got {0}; at least {1} are needed");

    public static readonly DiagnosticDescriptor BadFileName = Error("EXP012", "Bad file name", "'{0}' cannot name an experiment: {1}");

    public static readonly DiagnosticDescriptor SameClass =
        Error("EXP013", "Two specs for one class", "'{0}' and '{1}' both give the class {2}; rename one of them");

    public static readonly DiagnosticDescriptor WrongEnding = Error("EXP014", "Wrong file name ending", "specs end in '.yaml'; rename '{0}' to '{1}'");

    public static readonly DiagnosticDescriptor TooManySamples = Error("EXP015", "More samples than there are",
        "'{0}' is {1}, but the data set '{2}' has {3} {4} samples; use at most that many, or leave the key out for all{5}");

    public static readonly DiagnosticDescriptor ListTooLong = Error("EXP016", "List longer than the epochs",
        "'{0}' has {1} values, but there are only {2} epochs; drop what is too much from here on, or raise 'epochs'");

    public static readonly DiagnosticDescriptor ModelTooLarge =
        Error("EXP017", "Model too large", "this model would have {0} parameters, more than the {1} allowed; lower 'hidden_size' or 'layers'{2}");

    public static readonly DiagnosticDescriptor NameTooLong =
        Error("EXP018", "Name too long", "the name '{0}' has {1} bytes, more than the {2} allowed; shorten the file's or its folders' names");

    public static readonly DiagnosticDescriptor NamespaceClash =
        Error("EXP019", "Class named like a namespace", "'{0}' cannot have the classes of its name: {1}; rename the file or the folder");

    public static readonly DiagnosticDescriptor Unreadable = Error("EXP020", "Unreadable spec", "'{0}' cannot be read{1}");

    public static readonly DiagnosticDescriptor InternalFault =
        Error("EXP021", "Fault in the generator", "the generator itself failed on '{0}'; please report this with the file: {1}");

    public static readonly DiagnosticDescriptor NotOfOptimizer =
        Error("EXP022", "Key that the optimizer does not have", "the optimizer '{0}' has no '{1}', only {2} {3} it; drop the key, or change 'optimizer'{4}");

    public static readonly DiagnosticDescriptor DropoutOfOneLayer =
        Error("EXP023", "Dropout with one layer", "dropout between layers needs 'layers' to be at least 2, got 1; raise 'layers', or leave 'dropout' out{0}");

    public static readonly DiagnosticDescriptor NesterovWithoutMomentum = Error("EXP024", "Nesterov without momentum",
        "'nesterov: true' needs a 'momentum' greater than 0, got 0; set 'momentum' (0.9 is usual), or leave 'nesterov' out{0}");

    public static readonly DiagnosticDescriptor SeedAndSeeds =
        Error("EXP025", "Seed and seeds", "'seed' and 'seeds' are both given; drop 'seed' here, or 'seeds' on line {0}");

    public static readonly DiagnosticDescriptor SameSeed = Error("EXP026", "Two seeds for one run",
        "seed {0} begins as seed {1} on line {2} does, since PyTorch's generator takes the lowest 32 bits of a seed; drop one of the two");

    public static readonly DiagnosticDescriptor DuplicateValue =
        Error("EXP027", "Duplicate value", "the value {1} of '{0}' is given already, on line {2}; drop one of the two");

    public static readonly DiagnosticDescriptor NotVaried = Error("EXP028", "Key that runs cannot differ in", "'{0}' cannot stand in '{1}'; {2}");

    public static readonly DiagnosticDescriptor BaseAndMatrix =
        Error("EXP029", "Key of the matrix and of the base", "'{0}' is varied here, but has a value of its own on line {1}; delete that line, or '{0}' here");

    public static readonly DiagnosticDescriptor EmptyFamily = Error("EXP030", "Empty part of a family", "{0} is empty; {1}");

    public static readonly DiagnosticDescriptor DuplicateRun = Error("EXP031", "Duplicate run", "this case is the run '{0}' again, in every value; drop it");

    public static readonly DiagnosticDescriptor ExcludesNothing = Error("EXP032", "Exclude that matches nothing", "no combination has {0}: {1}");

    public static readonly DiagnosticDescriptor ExcludeWithoutMatrix =
        Error("EXP033", "Exclude without a matrix", "there is no matrix to exclude from; drop 'exclude', or give a 'matrix'");

    public static readonly DiagnosticDescriptor NothingLeft =
        Error("EXP034", "Family without runs", "all {0} combinations of the matrix are excluded and there are no cases, so nothing would run; exclude less");

    public static readonly DiagnosticDescriptor TooManyRuns =
        Error("EXP035", "Too many runs", "this makes {0} {1}, more than the {2} allowed; give fewer values, or divide the family among several files");

    public static readonly DiagnosticDescriptor RunNameTooLong = Error("EXP036", "Run name too long",
        "the run's name '{0}' has {1} bytes, more than the {2} allowed; vary fewer keys, or shorten the file's or its folders' names");

    public static readonly DiagnosticDescriptor NothingToTrainOn = Error("EXP037", "Nothing left to train on",
        "'validation_samples' holds out {0} samples, but there are only {1} training samples, so none would be left to train on; hold out at most {2}{3}");

    public static readonly DiagnosticDescriptor NotOfScheduler = Error("EXP038", "Key that the scheduler does not have",
        "the scheduler '{0}' has no '{1}', only {2} {3} it; drop the key, or change 'lr_scheduler'{4}");

    public static readonly DiagnosticDescriptor NeededByScheduler =
        Error("EXP039", "Key that the scheduler needs", "the scheduler '{0}' needs the key '{1}' ({2}){3}");

    public static readonly DiagnosticDescriptor StoppingWithoutValidation = Error("EXP040", "Early stopping without validation",
        "early stopping looks at the validation loss of every epoch, so it needs {0}; change that, or leave 'early_stopping_patience' out{1}");

    public static readonly DiagnosticDescriptor KeyBesideModel = Error("EXP041", "Key beside a model",
        "'{0}' cannot stand beside 'model' on line {1}, which says the whole network; drop the key, or say the network with the flat keys alone");

    public static readonly DiagnosticDescriptor UnknownModule = Error("EXP042", "Unknown module", "unknown module '{0}'; a module is {1}{2}");

    public static readonly DiagnosticDescriptor SeveralModules =
        Error("EXP043", "Several modules in an item", "an item of 'model' is one module, but '{0}' stands in that of '{1}'; {2}");

    public static readonly DiagnosticDescriptor NoSequence =
        Error("EXP044", "Module that finds no sequence", "'{0}' reads a sequence, but 'readout' on line {1} leaves no time axis; {2}");

    public static readonly DiagnosticDescriptor NoFeatures =
        Error("EXP045", "Module that finds a sequence", "'softmax' reads features, but here is still a sequence; move it below 'readout' on line {0}");

    public static readonly DiagnosticDescriptor NoFinalStates = Error("EXP046", "Final states of no recurrent module",
        "'final_states' are those of a recurrent module, but here are {0}; read 'last' or 'mean', or move the readout");

    public static readonly DiagnosticDescriptor NoReadout = Error("EXP047", "Model without a readout",
        "the model ends in a sequence, since nothing takes the time axis away; add '- readout: last' below '{0}' on line {1}");

    public static readonly DiagnosticDescriptor NotTheScores =
        Error("EXP048", "Model that does not end in the scores", "the model ends in {0} features, but the data set '{3}' has {1} {4}; {2}");

    public static readonly DiagnosticDescriptor RateTooLarge = Error("EXP049", "Learning rate that outgrows float32",
        "with 'gamma' {0} the learning rate is beyond float32's largest number, 3.4028235e38, in epoch {1}; lower 'gamma' (below 1 the rate falls), or train "
            + "fewer epochs{2}");

    public static readonly DiagnosticDescriptor SpecsNotSeen =
        Error("EXP050", "Specs that the compiler was not handed", "experiments/ holds {0} specs, but the compiler was handed {1}; {2}");

    public static readonly DiagnosticDescriptor NotAManifest =
        Error("EXP051", "Manifest without keys", "a manifest is a list of 'key: value' lines, got {0}; 'dotnet run -- data add' writes one");

    public static readonly DiagnosticDescriptor BadDatasetName = Error("EXP052", "Bad name of a data set", "'{0}' cannot name a data set: {1}");

    public static readonly DiagnosticDescriptor DuplicateClass =
        Error("EXP053", "Duplicate class", "the class '{0}' is item {1} of 'classes' already; each label needs a name of its own");

    public static readonly DiagnosticDescriptor TooMuchData = Error("EXP054", "Data set too large",
        "the largest part would have {0} values, more than the {1} that a file can hold; use fewer samples or shorter sequences");

    public static readonly DiagnosticDescriptor UndividedInput = Error("EXP055", "Input size that does not divide a sequence",
        "'input_size' must divide the {0} values of a sequence of '{1}' ({2} steps of {3}), got {4}; {5} would do{6}");

    public static readonly DiagnosticDescriptor SeveralShapes = Error("EXP056", "Runs over data of different shapes",
        "the runs of a family share the shape of their data, but '{0}' has {1} and '{2}' has {3}; give each data set a file of its own");

    public static readonly DiagnosticDescriptor OtherFeatures = Error("EXP057", "Normalisation of other features",
        "'normalize' has {0} values of '{1}', but the data set '{2}' has {3} features; give one value, or one a feature{4}");

    public static readonly DiagnosticDescriptor LossOfOtherData = Error("EXP090", "Loss of another kind of data",
        "the loss '{0}' is for {1}, but the data set '{2}' has {3}; write 'loss: {4}', or leave 'loss' out{5}");

    public static readonly DiagnosticDescriptor SoftmaxOfNumbers = Error("EXP091", "Softmax over numbers",
        "'head: softmax' makes probabilities of classes, but the data set '{0}' has {1} to predict; leave 'head' out{2}");

    public static readonly DiagnosticDescriptor ClassesAndTargets = Error("EXP092", "Classes and targets",
        "a sequence has a class or targets, but 'classes' stands on line {0} and 'targets' here; keep one of the two");

    public static readonly DiagnosticDescriptor TooManyErrors =
        Error("EXP060", "Too many errors", "this file has more than {0} errors; those found first are reported, mend them to see the others");

    public static readonly DiagnosticDescriptor SearchBesideMatrix = Error("EXP070", "Search beside a matrix",
        "'search' cannot stand beside 'matrix' on line {0}; move the matrix's keys into 'search', each as {{choice: [...]}}, or drop one of the two");

    public static readonly DiagnosticDescriptor SeveralDistributions =
        Error("EXP071", "Several distributions of a key", "'{0}' has the distributions '{1}' and '{2}', but a value is drawn from one; drop one of the two");

    public static readonly DiagnosticDescriptor LimitsReversed =
        Error("EXP072", "Limits that hold nothing", "'{0}' goes from a smaller to a larger number, got {1} and {2}; write the smaller one first");

    public static readonly DiagnosticDescriptor TooFewDifferent = Error("EXP073", "Search with too few different runs",
        "'samples' asks for {0} different runs, but {2} draws gave no more than {1}; ask for at most {1}, or widen the distributions");

    public static readonly DiagnosticDescriptor NotOfCell = Error("EXP074", "Key that the cell does not have",
        "the cell '{0}' has no '{1}', only {2} {3} it; drop the key, or change 'cell'{4}");

    public static readonly DiagnosticDescriptor NoArgument =
        Error("EXP075", "Argument that the function does not have", "'{0}' takes no argument here; write '{1}: {0}'");

    public static readonly DiagnosticDescriptor NothingToInitialize =
        Error("EXP076", "Initial values of nothing", "'{0}' would be without effect, since the network has no {1}; drop the key, or add one{2}");

    public static readonly DiagnosticDescriptor BestWithoutValidation = Error("EXP080", "Best weights without validation",
        "the best epoch is that of the least validation loss, so 'restore_best' needs {0}; change that, or leave 'restore_best' out{1}");

    public static readonly DiagnosticDescriptor TwoSizes = Error("EXP081", "Two sizes of the held-out part",
        "'validation_samples' and 'validation_fraction' both say how much is held out; keep one of the two{0}");

    public static readonly DiagnosticDescriptor SplitOfNothing = Error("EXP082", "Choice of held-out samples where there are none",
        "'validation_seed' chooses the samples that are held out, but none are; give 'validation_fraction' or 'validation_samples', or leave it out{0}");

    public static readonly DiagnosticDescriptor NothingHeldOut = Error("EXP083", "Fraction that holds nothing out",
        "'validation_fraction' {0} of {1} training samples is less than one sample, so none would be held out; raise it, or leave it out{2}");

    public static readonly DiagnosticDescriptor DampeningWithoutMomentum = Error("EXP084", "Dampening without momentum",
        "'dampening' takes from the momentum, so it needs a 'momentum' greater than 0, got 0; set 'momentum' (0.9 is usual), or leave 'dampening' out{0}");

    public static readonly DiagnosticDescriptor DampenedNesterov = Error("EXP085", "Nesterov with dampening",
        "'nesterov: true' needs a 'dampening' of 0, as in PyTorch, got {0}; leave one of the two out{1}");

    public static readonly DiagnosticDescriptor PlateauWithoutValidation = Error("EXP086", "Plateau without validation",
        "'reduce_lr_on_plateau' follows the validation loss of every epoch, so it needs {0}; change that, or write 'monitor: train_loss'{1}");

    public static readonly DiagnosticDescriptor NotAscending =
        Error("EXP087", "List that does not ascend", "'{0}' must ascend, got {1} after {2}; give each number once, the smaller ones first");

    public static readonly DiagnosticDescriptor OnlyWarmup = Error("EXP088", "Warm-up as long as the training",
        "'warmup_iters' {0} leaves nothing of the {1} {2} for the scheduler; warm up for less, or train longer{3}");

    public static readonly DiagnosticDescriptor FactorOfNoWarmup = Error("EXP089", "Warm-up factor without a warm-up",
        "'warmup_start_factor' is where a warm-up begins, so it needs 'warmup_iters' to be greater than 0, got 0; set that, or leave the factor out{0}");

    public static readonly DiagnosticDescriptor OfClassesOnly = Error("EXP100", "Part of the cross-entropy beside numbers",
        "'{0}' belongs to the cross-entropy of classes, but the data set '{1}' has {2} to predict; leave '{0}' out{3}");

    public static readonly DiagnosticDescriptor ClippedTwice = Error("EXP101", "Gradients clipped twice",
        "'clip_grad_norm' and 'clip_grad_value' both clip the gradients; keep one of the two{0}");

    public static readonly DiagnosticDescriptor NoWholeBatch = Error("EXP102", "No batch that is full",
        "'drop_last' leaves batches out that are not full, and none is: 'batch_size' {0} is more than the {1} samples to train on; lower it, or leave "
            + "'drop_last' out{2}");

    public static readonly DiagnosticDescriptor OtherClasses = Error("EXP103", "Weights of other classes",
        "'class_weights' has {0} numbers, but the data set '{1}' has {2} classes: {3}; give one for each, in this order{4}");

    public static readonly DiagnosticDescriptor PhaseWithoutSteps = Error("EXP104", "Phase without a step",
        "with 'pct_start' {0} a phase of the {1} training steps has no length, which PyTorch divides by; choose another 'pct_start'{2}");

    public static readonly DiagnosticDescriptor NoMomentumToCycle = Error("EXP105", "No momentum to cycle",
        "'one_cycle_lr' cycles the momentum, too, which is that of 'adam', 'adamw', 'sgd' and 'rmsprop', not of '{0}'; write 'cycle_momentum: false', or "
            + "change 'optimizer'{1}");

    public static readonly DiagnosticDescriptor MomentumNotCycled = Error("EXP106", "Limits of a momentum that stays",
        "'{0}' is a limit of the momentum's cycle, and 'cycle_momentum' is false; drop one of the two{1}");

    public static readonly DiagnosticDescriptor StepsBesideEpochs = Error("EXP110", "Steps beside epochs",
        "training is counted in 'epochs' or in 'steps', but 'epochs' stands on line {0} and 'steps' here; keep one of the two");

    public static readonly DiagnosticDescriptor EveryOfEpochs = Error("EXP111", "Evaluation every so many steps of epochs",
        "'eval_every' goes with 'steps'; where 'epochs' are counted each is evaluated after, or with 'evaluate: at_end' the last{0}");

    public static readonly DiagnosticDescriptor EpochScheduleOfSteps = Error("EXP112", "Schedule of epochs where steps are counted",
        "where 'steps' are counted, '{0}' is stepped after each of them: write 'lr_scheduler_interval: step', and its other keys in steps{1}");

    public static readonly DiagnosticDescriptor TooManyEvaluations = Error("EXP113", "Too many evaluations",
        "'steps' {0} with an evaluation every {1} make {2} evaluations, and {3} is the most; give a larger 'eval_every'{4}");

    public static readonly DiagnosticDescriptor TooManyBetween = Error("EXP114", "Too many samples between two evaluations",
        "'eval_every' {0} lets more than {1} samples pass from one evaluation to the next; give a smaller one{2}");

    public static readonly DiagnosticDescriptor NoClassWeight = Error("EXP115", "No class that counts",
        "all of 'class_weights' are 0, so no sample would count; give at least one class a number greater than 0{0}");

    public static readonly DiagnosticDescriptor FigureOfOtherData = Error("EXP116", "Published figure of other data",
        "'{0}' is for {1}, but the data set '{2}' has {3}; give '{4}', or leave '{0}' out");

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byId = typeof(DiagnosticDescriptors).GetFields()
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToDictionary(descriptor => descriptor.Id);

    /// <summary>All of them.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => s_byId.Values;

    /// <summary>The descriptor of an id, linked to its part of a page.</summary>
    /// <param name="id">The id.</param>
    /// <param name="page">The page's address (<see cref="DiagnosticPage"/>); empty for no link.</param>
    public static DiagnosticDescriptor ById(string id, string page)
    {
        DiagnosticDescriptor plain = s_byId[id];
        return page.Length == 0 ? plain : Error(id, plain.Title.ToString(), plain.MessageFormat.ToString(), DiagnosticPage.Part(page, id));
    }

    private static DiagnosticDescriptor Error(string id, string title, string message, string link = "") =>
        new(id, title, message, "Experiments", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: link,
            customTags: WellKnownDiagnosticTags.NotConfigurable);
}
