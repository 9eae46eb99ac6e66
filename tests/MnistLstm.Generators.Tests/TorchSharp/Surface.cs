// The part of TorchSharp's public surface that emitted code and src/MnistLstm.TorchSharp use, as 0.99.6 and 0.107.0 both have it: what compiles
// against this compiles against both. Declarations alone, in our own words; the tests compile this into an assembly named TorchSharp.
#nullable enable
#pragma warning disable CS8981, CS1591

using System;
using System.Collections.Generic;

namespace TorchSharp
{
    public sealed class Scalar
    {
        public static implicit operator Scalar(float value) => throw null!;
    }

    public sealed class DisposeScope : IDisposable
    {
        public void Dispose() => throw null!;
    }

    public static class torch
    {
        public static string __version__ => throw null!;

        public static void set_num_threads(int num) => throw null!;

        public static DisposeScope NewDisposeScope() => throw null!;

        public static IDisposable no_grad() => throw null!;

        public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null) => throw null!;

        public static Tensor tensor(long[] dataArray, ScalarType? dtype = null) => throw null!;

        public static Tensor cat(IList<Tensor> tensors, long dim = 0) => throw null!;

        public enum ScalarType
        {
            Float32 = 6,
        }

        public class Tensor : IDisposable
        {
            public void Dispose() => throw null!;

            public Utils.TensorAccessor<T> data<T>() where T : unmanaged => throw null!;

            public Tensor MoveToOuterDisposeScope() => throw null!;

            public Tensor DetachFromDisposeScope() => throw null!;

            public Tensor detach() => throw null!;

            public Tensor select(long dim, long index) => throw null!;

            public Tensor index_select(long dim, Tensor index) => throw null!;

            public Tensor narrow(long dim, long start, long length) => throw null!;

            public Tensor to_type(ScalarType type, bool copy = false) => throw null!;

            public Tensor div(Scalar target) => throw null!;

            public Tensor mean() => throw null!;

            public Tensor mean(long[] dimensions, bool keepdim = false) => throw null!;

            public Tensor argmax(long dim, bool keepdim = false) => throw null!;

            public Tensor eq(Tensor target) => throw null!;

            public void backward() => throw null!;
        }

        public static class random
        {
            public static object manual_seed(long seed) => throw null!;
        }

        public static class optim
        {
            public static Optimizer Adam(IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) => throw null!;

            public static Optimizer AdamW(IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0) => throw null!;

            public static Optimizer SGD(IEnumerable<Modules.Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false) => throw null!;

            public static Optimizer RMSProp(IEnumerable<Modules.Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0) => throw null!;

            public interface ILearningRateController
            {
                double LearningRate { set; get; }
            }

            public abstract class Optimizer : IDisposable
            {
                public virtual IEnumerable<ILearningRateController> ParamGroups => throw null!;

                public void Dispose() => throw null!;

                public virtual void zero_grad() => throw null!;

                public virtual Tensor step(Func<Tensor>? closure = null) => throw null!;
            }
        }

        public static class nn
        {
            public enum Reduction : long
            {
                None = 0,
            }

            public static Modules.LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false) => throw null!;

            public static Modules.GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false) => throw null!;

            public static Modules.RNN RNN(long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false) => throw null!;

            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true) => throw null!;

            public static Modules.Dropout Dropout(double p = 0.5, bool inplace = false) => throw null!;

            public static Modules.ReLU ReLU(bool inplace = false) => throw null!;

            public static Modules.Tanh Tanh() => throw null!;

            public static Modules.Softmax Softmax(long dim) => throw null!;

            public enum NonLinearities
            {
                Tanh = 1,
            }

            public static class utils
            {
                public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2.0) => throw null!;
            }

            public static class functional
            {
                public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.None, double label_smoothing = 0.0) => throw null!;
            }

            public abstract class Module : IDisposable
            {
                public void Dispose() => throw null!;

                public virtual void train(bool train = true) => throw null!;

                public virtual void eval() => throw null!;

                public virtual IEnumerable<Modules.Parameter> parameters(bool recurse = true) => throw null!;

                public virtual IEnumerable<(string name, Modules.Parameter parameter)> named_parameters(bool recurse = true) => throw null!;

                protected virtual void RegisterComponents() => throw null!;
            }

            public abstract class Module<T, TResult> : Module
            {
                protected Module(string name) => throw null!;

                public abstract TResult forward(T input);

                public TResult call(T input) => throw null!;
            }
        }
    }
}

namespace TorchSharp.Utils
{
    public sealed class TensorAccessor<T> where T : unmanaged
    {
        public T[] ToArray() => throw null!;
    }
}

namespace TorchSharp.Modules
{
    using static TorchSharp.torch;

    public sealed class Parameter : Tensor
    {
    }

    public sealed class LSTM : nn.Module
    {
        public (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => throw null!;
    }

    public sealed class GRU : nn.Module
    {
        public (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => throw null!;
    }

    public sealed class RNN : nn.Module
    {
        public (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => throw null!;
    }

    public abstract class Leaf() : nn.Module<Tensor, Tensor>("")
    {
        public override Tensor forward(Tensor input) => throw null!;
    }

    public sealed class Linear : Leaf;

    public sealed class Dropout : Leaf;

    public sealed class ReLU : Leaf;

    public sealed class Tanh : Leaf;

    public sealed class Softmax : Leaf;
}
