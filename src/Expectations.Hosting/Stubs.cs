#pragma warning disable
namespace Expectations.Hosting.Delivery { public sealed class LetterBlockedException(string m) : Exception(m); }
