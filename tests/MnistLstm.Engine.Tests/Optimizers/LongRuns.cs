using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>
/// PyTorch's parameters after some of 1000 steps through zeros of both signs, subnormal and large numbers, as hashes. The rows are the
/// output of make_long_runs.py, which says what they mean; <see cref="Start"/> and <see cref="Gradient"/> are its functions.
/// </summary>
internal static class LongRuns
{
    public static int[] Checked { get; } = [1, 2, 3, 10, 100, 1000];

    public static OptimizerGolden.Case[] Cases { get; } =
    [
        new("adam", "adam", 0.001, 0.0, 0.0, false, 1f,
            ["a75ec2f63a5d21f9", "29d6b3e8be13084e", "3e87a5db91b1ff6e", "2374ba166b98e706", "8076a49eb234c7b4", "96955769e61be129"]),
        new("adam_lr0.01_wd0.01", "adam", 0.01, 0.01, 0.0, false, 1f,
            ["89f86c968f39a330", "648c21575ce9c772", "e4c229d74f26befa", "3ebe3296c3def922", "a32c87196c5aef58", "542efed4b4d3450a"]),
        new("adamw_wd0.01", "adamw", 0.001, 0.01, 0.0, false, 1f,
            ["31d4431cf9a10e45", "31a2053598a31eb8", "3355f5605affd9f4", "57174e24135664f1", "b53a18c62490ac8e", "e6bcd3492480ae17"]),
        new("sgd", "sgd", 0.1, 0.0, 0.0, false, 1f,
            ["3f246ecc327a0f1c", "017dfbdcdfd9c8b4", "cf527bace5ff8a5b", "daf25c1ed6ea2beb", "cd407e8154caf790", "f4e4b34c8442301c"]),
        new("sgd_momentum0.9", "sgd", 0.1, 0.0, 0.9, false, 1f,
            ["3f246ecc327a0f1c", "3f82bd7def171c51", "561218fa8415c146", "f8f1d018f462f89d", "4e9b18796e38746d", "b7ab58213e40088d"]),
        new("sgd_nesterov0.9_wd1e-4", "sgd", 0.1, 0.0001, 0.9, true, 1f,
            ["fec5e0a8c5e25520", "b47e1b432ddd7cb9", "74ba112681ae290d", "00245f42bca35ac2", "9a96e19f6ae4081b", "f5f26239b31a342e"]),
        new("rmsprop", "rmsprop", 0.001, 0.0, 0.0, false, 1f,
            ["dc513e673809d0bb", "9b80b1668b190a70", "809b984368194540", "04ab1709f5dc8c19", "38a3e38306736bcb", "6a3c5b9095fc22ed"]),
        new("rmsprop_momentum0.9_wd1e-4", "rmsprop", 0.001, 0.0001, 0.9, false, 1f,
            ["8d03b8cc6da110b3", "4ff26e56d4788f30", "ca7287797159eadc", "c0c7dc5e63cd3ed9", "105a2502ebe44948", "37a07aafa19865f6"]),
        new("adamw", "adamw", 0.01, 0.0, 0.0, false, 1f,
            ["4fe397ca72a0270b", "d3bfe64e90cade64", "fdc2d9795b2c832b", "631016ad671660a8", "bcf0309aebc2e566", "88eeb05a6692f8d0"]),
        new("adamw_lr0.3_wd0.3", "adamw", 0.3, 0.3, 0.0, false, 1f,
            ["b3b71936200a5f1d", "a181fc7235de62dc", "352256f6a07ff072", "d2c1c73dcfd2f940", "93de39b7ec0bab70", "8204ec016a5eb61f"]),
        new("sgd_wd0.01", "sgd", 0.001, 0.01, 0.0, false, 1f,
            ["26815d87f3f61309", "3f21c8209d02aa58", "54661c111f280934", "49932f5b31bbfe0e", "d672a6409e253d94", "b5d71774ab656572"]),
        new("sgd_nesterov0.99", "sgd", 0.0001, 0.0, 0.99, true, 1f,
            ["3fc252b436b392b4", "3bf0f98504bd3611", "1405b68a05e3057a", "dbe2c4f2d6c1cef9", "90fa81102d6466c5", "4278448c905f684b"]),
        new("rmsprop_momentum0.5", "rmsprop", 0.01, 0.0, 0.5, false, 1f,
            ["1ff4925efc1bae66", "eb85362b4d255734", "8f57189cc123f340", "79257380d6771dad", "29106984e5ad850a", "d30829d6858e9191"]),
        new("rmsprop_wd0.01", "rmsprop", 0.01, 0.01, 0.0, false, 1f,
            ["75997baf32a87ac4", "b921f68bb0b7a019", "2d659b3b6bac3c67", "d3d1f09f8dcd18e2", "73539e6ab06876d7", "d4c9bdb9ac6ab78d"]),
    ];

    public static float[] Start()
    {
        float[] p = OptimizerGolden.Floats(OptimizerGolden.Instance.Start);
        for (int k = 0; k < p.Length; k++)
        {
            p[k] = k switch
            {
                8 => 1e-30f,
                9 => -1e-41f,
                _ when k % 7 == 3 => -0f,
                _ when k % 6 == 1 => 0f,
                _ => p[k],
            };
        }

        return p;
    }

    public static float[] Gradient(int step)
    {
        // The formula of make_optimizers.py; its file holds only the first few.
        int s = ((step - 1) % 50) + 1;
        float[] g = new float[37];
        for (int k = 0; k < g.Length; k++)
        {
            g[k] = (float)(((uint)((k + (31L * s)) * 2654435761L) / 4294967296.0) - 0.5) / s;
            if (step >= 3 && k % 5 == 1)
            {
                g[k] = 0f;
            }

            if (k % 7 == 2)
            {
                g[k] *= 1e-22f;
            }

            if (k % 9 == 4)
            {
                g[k] = step % 2 != 0 ? -0f : 0f;
            }

            if (k % 11 == 6)
            {
                g[k] *= 1000f;
            }
        }

        return g;
    }
}
