/** Who people call about the service: a name, and a way or two to reach it. */
export interface ServiceContact {
  name: string;
  phone: string | null;
  email: string | null;
  hours: string | null;
}

/** What an authority's people see the service as; what is null is the installation's. */
export interface Branding {
  /** The number of the row: its stylesheet's address, which never changes what it says. */
  id: number;
  serviceName: string | null;
  /** Of the header: `#12436d`. */
  colour: string | null;
  contact: ServiceContact | null;
}

/** A row `b` of `branding` as JSON. */
export const BRANDING_JSON = `jsonb_build_object('id', b.id, 'serviceName', b.service_name, 'colour', b.colour, 'contact', CASE WHEN b.contact_name IS NOT NULL
  THEN jsonb_build_object('name', b.contact_name, 'phone', b.contact_phone, 'email', b.contact_email, 'hours', b.contact_hours) END)`;

/** What an authority (an SQL expression of its code) has set last; null where it has set nothing. */
export const brandingOf = (code: string): string => `(SELECT ${BRANDING_JSON} FROM branding b WHERE b.authority_code = ${code} ORDER BY b.id DESC LIMIT 1)`;
