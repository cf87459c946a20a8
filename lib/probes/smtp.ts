import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { tlsOptions } from '@/lib/egress/secure';
import { type ProbeCode, ProbeError, probeCodeOf } from './outcomes';
import { type FieldValues, needed, type ProbeTarget, portOf, type SignIn } from './probe-target';
import { withinLimits } from './within-limits';

const implicitTlsPort = 465;

/**
 * SMTP: signs in and quits; no mail is sent. A server without STARTTLS gets no AUTH, unless that is allowed for the
 * destination.
 */
export function smtpAim(values: FieldValues): ProbeTarget {
  const credentials = { user: needed(values, 'username'), pass: needed(values, 'password') };
  const port = portOf(values, 587);
  const isImplicit = port === implicitTlsPort;
  return {
    host: needed(values, 'host'),
    port,
    hostField: 'host',
    tls: isImplicit ? 'from-start' : 'within',
    leniency: 'inside',
    signIn: async (opened, signal): Promise<SignIn> => {
      const { default: Connection } = await import('nodemailer/lib/smtp-connection');
      const client = new Connection({
        connection: opened.socket,
        host: opened.host,
        port,
        name: 'latchkey.invalid',
        secure: isImplicit,
        secured: isImplicit,
        requireTLS: !isImplicit && !opened.isPlainAllowed,
        tls: tlsOptions(opened, 'inside'),
        maxResponseSize: 64 * 1024,
        socketCloseTimeout: 0,
      });
      try {
        await withinLimits(opened, signal, () => signIn(client, credentials));
        return { state: 'ok', code: 'signed_in' };
      } catch (error) {
        return { state: 'failed', code: codeOf(error) };
      } finally {
        client.close();
      }
    },
  };
}

function signIn(client: SMTPConnection, credentials: { user: string; pass: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('error', reject);
    client.on('error', () => undefined);
    client.connect((failure) => {
      if (failure) return reject(failure);
      if (!client.allowsAuth) return reject(new ProbeError('sign_in_not_offered'));
      client.login({ credentials }, (refusal) => {
        client.quit();
        if (refusal) reject(refusal);
        else resolve();
      });
    });
  });
}

/** By the library's code and the reply's number (RFC 4954), never by its words. */
function codeOf(error: unknown): ProbeCode {
  const { code, responseCode } = Object(error);
  if (code === 'EAUTH') {
    if (responseCode === 454 || responseCode === 421 || responseCode === 432) return 'busy';
    if (responseCode === 530 || responseCode === 538) return 'smtp_not_encrypted';
    return 'credential_refused';
  }
  if (code === 'ETLS') return responseCode ? 'smtp_not_encrypted' : tlsCodeOf(error);
  if (code === 'ETIMEDOUT') return 'timed_out';
  if (code === 'ECONNECTION') return responseCode === 421 ? 'busy' : 'connection_failed';
  return code === 'EPROTOCOL' ? 'answer_odd' : probeCodeOf(error);
}

/** The library puts the reason of a failed handshake behind its own code. */
function tlsCodeOf(error: unknown): ProbeCode {
  const cause = probeCodeOf(Object(error).cause);
  return cause === 'answer_odd' ? 'tls_untrusted' : cause;
}
