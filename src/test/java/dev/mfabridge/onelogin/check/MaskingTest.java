package dev.mfabridge.onelogin.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masking of the values in an answer (S7, S9). */
class MaskingTest {
    private final SensitiveValues sensitive = new SensitiveValues();

    @ParameterizedTest
    @DisplayName("The mask of a value shows only the value's form")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'email':'jdoe@example.com'}                            | {'email':'<text 16>'}",
                "{'id':64515901}                                         | {'id':'<number>'}",
                "{'amount':1.5}                                          | {'amount':'<number>'}",
                "{'device_id':'3920371'}                                 | {'device_id':'<digits 7>'}",
                "{'device_id':'user_temp_otp_36216766'}                  | {'device_id':'<user_temp_otp_ and digits>'}",
                "{'id':'afc1a96d-2006-452a-a484-b2d084b00d76'}           | {'id':'<uuid>'}",
                "{'expires_at':'2020-07-21T20:26:44Z'}                   | {'expires_at':'<timestamp>'}",
                "{'totp_url':'otpauth://totp/acme:jdoe?secret=JBSWY3DP'} | {'totp_url':'<url>'}",
                "{'message':'No user jdoe'}                              | {'message':'<text 12>'}",
                "{'name':'Jane Doe'}                                     | {'name':'<text 8>'}",
                "{'auth_factor_name':'Janes phone'}                      | {'auth_factor_name':'<unknown kind, 11 characters>'}",
                "{'status':'Jane Doe'}                                   | {'status':'<text 8>'}",
                "{'status':58959}                                        | {'status':'<number>'}",
                "{'code':123456}                                         | {'code':'<number>'}",
                "{'code':'123456'}                                       | {'code':'<digits 6>'}",
                "{'error':'jdoe@example.com'}                            | {'error':'<text 16>'}",
                "['jdoe',7]                                              | ['<text 4>','<number>']"
            })
    void valueIsMaskedByItsForm(String answer, String expected) {
        assertThat(mask(answer)).isEqualTo(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @DisplayName("Types, statuses, names of errors, booleans and null are shown")
    @ValueSource(
            strings = {
                "{'auth_factor_name':'OneLogin SMS'}",
                "{'auth_factor_name':'Google Authenticator'}",
                "{'status':'pending'}",
                "{'status':'approved'}",
                "{'status':1,'state':3}",
                "{'status':{'error':true,'code':401,'type':'Unauthorized'}}",
                "{'statusCode':404,'name':'NotFoundError'}",
                "{'status':400,'error':'bad_request'}",
                "{'external_id':null,'default':false}"
            })
    void harmlessValuesAreShown(String answer) {
        assertThat(mask(answer)).isEqualTo(answer.replace('\'', '"'));
    }

    @ParameterizedTest
    @DisplayName("The name of a field that may contain data is masked")
    @ValueSource(strings = {"jdoe@example.com", "64515901", "id_64515901", "Jane Doe", "otp 123456"})
    void suspiciousFieldNameIsMasked(String name) {
        assertThat(mask("{'" + name + "':true}")).isEqualTo("{\"<name, " + name.length() + " characters>\":true}");
    }

    @Test
    @DisplayName("Two field names with the same mask stay distinct")
    void fieldsWithTheSameMaskStayDistinct() {
        assertThat(mask("{'a@b':1,'b@c':2}"))
                .isEqualTo("{\"<name, 3 characters>\":\"<number>\",\"<name, 3 characters> 2\":\"<number>\"}");
    }

    @Test
    @DisplayName("The names of custom attributes are masked, because administrators choose them")
    void namesOfCustomAttributesAreMasked() {
        assertThat(mask("{'custom_attributes':{'salary':null}}"))
                .isEqualTo("{\"custom_attributes\":{\"<name>\":null}}");
    }

    @Test
    @DisplayName("The report contains a masked value nowhere else")
    void maskedValueIsNowhereInTheReport() {
        mask("{'firstname':'Zaphod','token':'plughxyzzy','id':918273645,'message':{'mine@home':'x'}}");

        assertThat(sensitive.removedFrom("a Zaphod, ZAPHOD; xplughxyzzyx 918273645 mine@home zaphodic"))
                .isEqualTo("a <hidden>, <hidden>; x<hidden>x <hidden> <hidden> zaphodic");
    }

    @Test
    @DisplayName("OneLogin's own words stay in the report, even if a device has such a name")
    void wordsOfOneLoginStayInTheReport() {
        mask("{'user_display_name':'OneLogin SMS','message':'Success'}");

        assertThat(sensitive.removedFrom("OneLogin SMS, success")).isEqualTo("OneLogin SMS, success");
    }

    private String mask(String json) {
        try {
            return new Masking(sensitive)
                    .mask(new ObjectMapper().readTree(json.replace('\'', '"')))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
