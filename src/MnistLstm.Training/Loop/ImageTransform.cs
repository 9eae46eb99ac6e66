namespace MnistLstm.Training.Loop;

/// <summary>Changes an image in place before the model reads it.</summary>
/// <param name="image">[28, 28] row by row: grey values / 255.</param>
internal delegate void ImageTransform(Span<float> image);
