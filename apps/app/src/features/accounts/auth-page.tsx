import type { Href } from 'expo-router';
import type { ReactNode } from 'react';
import { View } from 'react-native';
import { Form } from '@/components/form';
import { Notice } from '@/components/notice';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { explain } from '@/lib/problems';
import { stylesheet, TARGET } from '@/lib/theme';

const useStyles = stylesheet(({ space, radius }) => ({
  page: { gap: space.xl },
  head: { gap: space.sm },
  fields: { gap: space.lg + 2 },
  link: { minHeight: TARGET, justifyContent: 'center', borderRadius: radius.sm },
  underlined: { textDecorationLine: 'underline' },
  line: { flexDirection: 'row', alignItems: 'center', justifyContent: 'center', gap: 6, flexWrap: 'wrap' },
}));

export interface AuthPageProps {
  title: string;
  body?: string;
  /** Said above the fields: why someone is here. */
  notice?: ReactNode;
  onSubmit: () => void;
  error?: unknown;
  /** Below the form. */
  after?: ReactNode;
  children: ReactNode;
}

/** One of the pages before the log-in: a heading, a form, and what was refused. */
export function AuthPage({ title, body, notice, onSubmit, error, after, children }: AuthPageProps) {
  const styles = useStyles();
  usePageTitle(title);
  return (
    <View style={styles.page}>
      <View style={styles.head}>
        <Text variant="title" level={1}>
          {title}
        </Text>
        {body ? <Text tone="soft">{body}</Text> : null}
      </View>
      {notice}
      <Form onSubmit={onSubmit} style={styles.fields}>
        {children}
        {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
      </Form>
      {after}
    </View>
  );
}

export interface TextLinkProps {
  title: string;
  href?: Href;
  onPress?: () => void;
}

/** A link within words. */
export function TextLink({ title, href, onPress }: TextLinkProps) {
  const styles = useStyles();
  return (
    <Touch {...(href === undefined ? { onPress: onPress ?? null } : { href })} style={styles.link}>
      {({ hovered }: TouchState) => (
        <Text variant="label" tone="accent" style={hovered && styles.underlined}>
          {title}
        </Text>
      )}
    </Touch>
  );
}

/** "New here? Create an account" */
export function LinkLine({ text, ...link }: TextLinkProps & { text?: string }) {
  const styles = useStyles();
  return (
    <View style={styles.line}>
      {text ? (
        <Text variant="small" tone="soft">
          {text}
        </Text>
      ) : null}
      <TextLink {...link} />
    </View>
  );
}
