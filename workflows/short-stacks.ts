/**
 * Temporal's SDK takes a stack trace of every promise made in a workflow, for "Call stack" in its UI, and that cost a
 * tenth of all the CPU of a request's life. So many frames say who waits for what, and where an error comes from. It holds
 * for the whole sandbox, and can be set only while the sandbox is being made: nothing in it can be changed later.
 */
Error.stackTraceLimit = 4;
