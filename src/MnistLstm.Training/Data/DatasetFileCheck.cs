namespace MnistLstm.Training.Data;

/// <summary>How a file of a data set stands.</summary>
public enum DatasetFileCheck
{
    /// <summary>No place has all four files; <see cref="DatasetLocation.Places"/> says which lacks what.</summary>
    Missing,

    /// <summary>It is there; its content was not looked at.</summary>
    NotChecked,

    /// <summary>Its whole content was read and is the published one.</summary>
    Good,

    /// <summary>Its content was read, or could not be, and it cannot be used.</summary>
    Faulty,
}
