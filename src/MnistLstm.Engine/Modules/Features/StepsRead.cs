namespace MnistLstm.Engine.Modules.Features;

/// <summary>Which of a sequence's values are read by what comes next. Only those get a gradient, and what leads to none of them is not computed.</summary>
internal enum StepsRead
{
    /// <summary>Every step.</summary>
    All,

    /// <summary>The last step in time, which a reverse direction comes to first.</summary>
    Last,

    /// <summary>The step each direction comes to last: the last in time of the forward one's features, the first of the reverse one's.</summary>
    Final,
}
