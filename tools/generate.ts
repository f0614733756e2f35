// Runs every generator; `--check` only compares what is committed with what they would write.
import './generate-openapi.ts';
import './generate-config-docs.ts';
import './generate-parts.ts';
import './generate-icons.ts';
