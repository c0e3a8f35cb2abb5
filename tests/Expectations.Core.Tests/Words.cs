namespace Expectations.Core.Tests;
