/** The version that doors and the command line report. */
export const VERSION = "0.1.0";
