import { type ConfigField, text, url } from './config-parsers.ts';

const MIN_TOKEN = 16;

export const observabilityFields = {
  metricsToken: {
    name: 'METRICS_TOKEN',
    section: 'Observability',
    description: 'Bearer token that opens /metrics to other machines; unset: to this machine only.',
    default: '',
    secret: true,
    parse: (value: string): string | null => {
      if (value !== '' && !new RegExp(`^[\\w.~+/=-]{${MIN_TOKEN},}$`).test(value))
        throw new Error(`must have ${MIN_TOKEN} characters or more, of those that a bearer token may have`);
      return text(value) || null;
    },
  },
  otlpEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    section: 'Observability',
    description:
      'Where traces are sent, by OTLP over HTTP, such as http://collector:4318; unset: none are made.',
    default: '',
    parse: url(/^https?:$/, 'http://collector:4318'),
  },
} as const satisfies Record<string, ConfigField>;
