namespace MnistLstm.Engine.Modules.Losses;

/// <summary>What a model's outputs are judged by: PyTorch's losses, by their names there, each the mean over the batch.</summary>
public enum LossFunction
{
    /// <summary><c>nn.CrossEntropyLoss()</c>, of classes.</summary>
    CrossEntropy,

    /// <summary><c>nn.MSELoss()</c>, of real targets: (y - t)².</summary>
    MseLoss,

    /// <summary><c>nn.L1Loss()</c>, of real targets: |y - t|.</summary>
    L1Loss,

    /// <summary><c>nn.SmoothL1Loss()</c>, of real targets: (y - t)² / 2 where that is below 1/2, else |y - t| - 1/2.</summary>
    SmoothL1Loss,
}
