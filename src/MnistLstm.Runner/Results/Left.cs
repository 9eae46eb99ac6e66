namespace MnistLstm.Runner.Results;

/// <summary>What stays of an earlier attempt when a run begins.</summary>
internal enum Left
{
    /// <summary>Nothing: it is repeated, or was made by other code.</summary>
    Nothing,

    /// <summary>Its epochs, until the first new one is done.</summary>
    Epochs,

    /// <summary>Its epochs and the state that this one goes on from.</summary>
    State,
}
