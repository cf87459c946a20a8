import type { AppId } from '@/lib/kernel/apps';
import { basicAim, bearerAim, githubAim, openaiAim, slackAim, stripeAim } from './http-apps';
import { mysqlAim } from './mysql';
import type { ProbeCode } from './outcomes';
import { postgresAim } from './postgres';
import type { FieldValues, ProbeTarget } from './probe-target';
import { redisAim } from './redis';
import { smtpAim } from './smtp';
import { sshAim } from './ssh';

/**
 * Where the test of an app goes with these values, or why it goes nowhere. `path` is for the apps that take any address.
 * Throws ProbeError when a value does not serve. Connects nowhere.
 */
export function probeTargetOf(
  app: AppId,
  values: FieldValues,
  path: string,
): ProbeTarget | { nowhere: ProbeCode } {
  switch (app) {
    case 'stripe':
      return stripeAim(values);
    case 'openai':
      return openaiAim(values);
    case 'github':
      return githubAim(values);
    case 'slack':
      return slackAim(values);
    case 'postgres':
      return postgresAim(values);
    case 'mysql':
      return mysqlAim(values);
    case 'smtp':
      return smtpAim(values);
    case 'redis':
      return redisAim(values);
    case 'http-bearer':
      return bearerAim(values, path) ?? { nowhere: 'no_base_address' };
    case 'http-basic':
      return basicAim(values, path) ?? { nowhere: 'no_base_address' };
    case 'ssh':
      return sshAim(values);
    case 'aws':
    case 'custom':
      return { nowhere: 'resolve_only' };
  }
}
