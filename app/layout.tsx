import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { themeCookie, themeOf } from '@/components/shell/settings';
import { ToastRoom } from '@/components/ui/toast';
import { TipProvider } from '@/components/ui/tooltip';
import { language } from '@/components/words/languages';
import { shellWords } from '@/components/words/shell';
import './globals.css';

export const generateMetadata = (): Metadata => ({
  title: { default: shellWords.product, template: `%s · ${shellWords.product}` },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false },
});

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#13110e' },
  ],
};

/** The document. The theme comes from a cookie, so that the first paint is right without a script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={language()} data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <TipProvider>{children}</TipProvider>
        <ToastRoom />
      </body>
    </html>
  );
}
