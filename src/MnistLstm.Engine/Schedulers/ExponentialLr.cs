namespace MnistLstm.Engine.Schedulers;

/// <summary><c>torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma)</c>: the learning rate is multiplied by gamma after every epoch.</summary>
/// <param name="learningRate">The optimizer's learning rate.</param>
/// <param name="gamma">The factor.</param>
public sealed class ExponentialLr(double learningRate, double gamma) : LrScheduler(learningRate, learningRate)
{
    private protected override double Next(int epoch, double rate) => rate * gamma;
}
