import { type ReactNode, useState } from "react";
import { Modal } from "../modal.tsx";
import { cardHref, ownImage } from "../text/links.ts";
import { useLocale } from "../text/locale-context.ts";
import { OutLink } from "../text/markdown-view.tsx";

interface PictureProps {
  readonly url: string;
  readonly altText: string;
  /** The alternative text holds the numbers of a chart: offer it to everybody. */
  readonly numbers?: boolean;
}

/** A picture of our own server, enlarged by a press. A stranger's picture is only linked to, a broken one described. */
export function Picture({ url, altText, numbers = false }: PictureProps): ReactNode {
  const { t } = useLocale();
  const [broken, setBroken] = useState(false);
  const [large, setLarge] = useState(false);
  const source = ownImage(url, location.origin);
  const href = cardHref(url, location.origin);

  if (!source || broken) {
    return (
      <p className="picture-missing">
        <span className="muted">{t("pictureMissing")}</span>{" "}
        {!source && href ? <OutLink href={href}>{altText || href}</OutLink> : altText}
      </p>
    );
  }
  return (
    <>
      <button
        type="button"
        className="picture"
        aria-label={`${t("enlarge")}: ${altText}`}
        onClick={() => setLarge(true)}
      >
        <img src={source} alt={altText} loading="lazy" decoding="async" onError={() => setBroken(true)} />
      </button>
      {numbers ? (
        <details className="numbers">
          <summary>{t("numbers")}</summary>
          <p>{altText}</p>
        </details>
      ) : null}
      {large ? (
        <Modal label={altText} className="lightbox" onClose={() => setLarge(false)}>
          <img src={source} alt={altText} />
        </Modal>
      ) : null}
    </>
  );
}
